"""What is said of pages that were put into the trash, and of those that lie there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.messages import SUCCESS, add_message
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.navigation import get_site_for_user
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.models import Page, Site

from cms.absent.types import is_orphan
from cms.models import TrashedPage
from cms.trash.moving import places_of
from cms.trash.permissions import may_put_back
from cms.visibility import trashed


@dataclass(frozen=True)
class Lying:
    """A page in the trash: `place` is where it lay, None if that is gone or in the trash too;
    `address` as visitors knew it.
    """

    entry: TrashedPage
    place: Page | None

    @property
    def title(self) -> str:
        return self.entry.page.get_admin_display_title()

    @property
    def type(self) -> str:
        page = self.entry.page
        if is_orphan(page):
            return f"{page.cached_content_type.app_label}.{page.cached_content_type.model}"
        return str(capfirst(page.page_type_display_name))

    @property
    def can_be_shown(self) -> bool:
        return not is_orphan(self.entry.page)

    @property
    def address(self) -> str:
        return address_of(self.entry.url_path)


def lying_for(user: Any, entries: Iterable[TrashedPage]) -> list[Lying]:
    """Return those of the pages in the trash that the account may put back."""
    found = list(entries)
    places = places_of(found)
    lying = [Lying(each, places.get(each.page_id)) for each in found]
    return [each for each in lying if may_put_back(user, each.entry, each.place)]


def lying_above(user: Any, page: Page) -> list[Lying]:
    """Return what of a page in the trash, or of the pages above it, the account may put back."""
    above = page.get_ancestors(inclusive=True)
    return lying_for(user, TrashedPage.objects.filter(page__in=above).select_related("page"))


def address_of(url_path: str) -> str:
    """Return the address of a page on its site, without the host; `url_path` itself outside all
    sites.
    """
    for root in Site.get_site_root_paths():
        if url_path.startswith(root.root_path):
            return f"{urlsplit(root.root_url).path}/{url_path.removeprefix(root.root_path)}"
    return url_path


def tell_put_away(request: HttpRequest, entries: list[TrashedPage]) -> None:
    """Say that pages lie in the trash and until when, with a button that takes it back."""
    until = date_format(localtime(entries[0].kept_until), "j. F Y")
    text = ngettext(
        "“%(title)s” lies in the trash until %(until)s.",
        "%(count)s pages lie in the trash until %(until)s.",
        len(entries),
    ) % {
        "title": entries[0].page.get_admin_display_title(),
        "count": len(entries),
        "until": until,
    }
    context = {"text": text, "entries": entries}
    add_message(request, SUCCESS, render_to_string("cms/trash/undo.html", context, request))


def tell_put_back(request: HttpRequest, page: Page, entry: TrashedPage, slug: str) -> None:
    """Say that a page is back as a draft, and what became of its address."""
    told = [_("“%(title)s” is back, as a draft.") % {"title": page.get_admin_display_title()}]
    if entry.published > 1:
        told.append(
            _("%(count)s of the pages were published. Publish those that visitors shall see.")
            % {"count": entry.published}
        )
    if page.slug != slug:
        told.append(
            _("Its address was taken, so it is now %(address)s.")
            % {"address": address_of(page.url_path)}
        )
    messages.success(request, " ".join(told))


class PagesOutsideTheTrash(PagesSummaryItem):
    """The number of pages on the admin's front page, without those in the trash."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        root = get_site_for_user(self.request.user)["root_page"]
        if root is not None and root.is_root():
            context["total_pages"] -= trashed(Page.objects.all()).count()
        return context
