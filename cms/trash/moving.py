"""Pages into the trash, out of it, and out of the world."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import (
    AbstractPage,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    Revision,
    Site,
    WorkflowState,
)
from wagtail.models.pages import get_default_page_content_type

from cms.models import TrashedPage
from cms.publications.tombstones import forget_address
from cms.visibility import TRASH_PATH, is_in_trash, trashed, unrestricted


class NotPutAway(Exception):
    """A page can't be deleted; the text says why, in the language of the request."""


@transaction.atomic
def put_away(page: Page, user: Any) -> TrashedPage:
    """Move a page with all below it into the trash, and take down what of it is published. What was
    scheduled is no more, and what waits for approval is withdrawn from it. Raises `NotPutAway` for
    the front page of a site, or one above it.
    """
    trash = _trash()
    page = Page.objects.get(pk=page.pk)
    if is_in_trash(page):  # somebody else was faster
        return TrashedPage.objects.get(page__in=page.get_ancestors(inclusive=True))
    pages = Page.objects.descendant_of(page, inclusive=True)
    site = Site.objects.filter(root_page__in=pages.order_by().values("pk")).first()
    if site is not None:
        told = _("“%(title)s” holds the front page of the site %(site)s and can't be deleted.")
        raise NotPutAway(told % {"title": page.get_admin_display_title(), "site": site.hostname})
    keys = list(pages.values_list("pk", flat=True))
    open_ones = set(unrestricted(pages).values_list("pk", flat=True))
    live = list(pages.filter(live=True).annotate(is_drafted=F("has_unpublished_changes")))
    entry = TrashedPage(
        page=page,
        ancestors=list(page.get_ancestors().order_by("-depth").values_list("pk", flat=True)),
        url_path=page.url_path,
        published=len(live),
        deleted_by=user,
    )
    _stop(keys, user)
    for each in live:
        each.refresh_from_db(fields=["live"])  # an alias goes with its source
        # Who may delete a page was asked already.
        UnpublishPageAction(each, user=user).execute(skip_permission_checks=True)
    # What a restriction of its former place keeps secret stays so without it.
    for key in set(keys) - open_ones:
        forget_address(key)
    _move(page, trash, page.slug)
    for each in Page.objects.filter(
        pk__in=[each.pk for each in live if each.is_drafted]
    ).specific():
        ReferenceIndex.create_or_update_for_object(each)
    entry.save(force_insert=True)
    # As of a page that is gone, since the report of what was done leaves out what nobody may see.
    log(instance=page, action="cms.trash", user=user, deleted=True)
    return entry


@transaction.atomic
def put_back(entry: TrashedPage, place: Page, user: Any) -> Page:
    """Move a page out of the trash to below `place`, with all below it, as drafts. If its name in
    the address is taken there, it gets a number. Return the page as it is then.
    """
    _trash()
    place = Page.objects.get(pk=place.pk)
    page = Page.objects.get(pk=entry.page_id)
    if not is_in_trash(page):  # somebody else was faster
        return page
    # An alias may have followed its source meanwhile.
    pages = Page.objects.descendant_of(page, inclusive=True)
    pages.filter(live=True).update(live=False, has_unpublished_changes=True)
    slug, draft = free_slug(page.slug, place), page.latest_revision
    if draft is not None:
        drafted = draft.content["slug"]
        draft.content["slug"] = slug if drafted == page.slug else free_slug(drafted, place)
        draft.save(update_fields=["content"])
    _move(page, place, slug)
    entry.delete()
    page = Page.objects.get(pk=page.pk)
    log(instance=page, action="cms.restore", user=user)
    return page


def delete_for_good(entry: TrashedPage, user: Any = None) -> None:
    """Delete a page in the trash with all below it. Raises `django.db.models.ProtectedError` and
    `RestrictedError` if something else needs it.
    """
    with transaction.atomic():
        _trash()
        page = Page.objects.filter(pk=entry.page_id).first()
        if page is not None and is_in_trash(page):
            DeletePageAction(page, user=user).execute(skip_permission_checks=True)


def places_of(entries: Iterable[TrashedPage]) -> dict[int, Page]:
    """Return the page below which each page lay, by the keys of these, where that is still there
    and not in the trash.
    """
    above = {each.page_id: each.ancestors[0] for each in entries if each.ancestors}
    found = Page.objects.in_bulk(set(above.values()))
    return {
        key: found[place]
        for key, place in above.items()
        if place in found and not is_in_trash(found[place])
    }


def free_slug(slug: str, place: Page) -> str:
    """Return the name in the address, with a number if a page below `place` has it."""
    taken = set(place.get_children().values_list("slug", flat=True))
    number, free = 1, slug
    while free in taken:
        number += 1
        ending = f"-{number}"
        free = slug[: Page._meta.get_field("slug").max_length - len(ending)] + ending
    return free


def _trash() -> Page:
    """Return the page above all in the trash, made when it is missing. Until the transaction ends,
    nobody else puts anything in or takes it out.
    """
    root = Page.objects.select_for_update().get(pk=Page.get_first_root_node().pk)
    found = trashed(Page.objects.filter(depth=root.depth + 1)).first()
    if found is None:
        name = TRASH_PATH.strip("/")
        found = root.add_child(instance=Page(title="Papirkurv", slug=name, live=False))
        # No group is named, so it lets nobody in.
        nobody = PageViewRestriction(page=found, restriction_type=PageViewRestriction.GROUPS)
        PageViewRestriction.objects.bulk_create([nobody])
    return found


def _stop(keys: list[int], user: Any) -> None:
    """Let nothing happen to the pages by itself: neither by the clock nor by an approval."""
    of_pages = {
        "base_content_type": get_default_page_content_type(),
        "object_id__in": [str(key) for key in keys],
    }
    for state in WorkflowState.objects.active().filter(**of_pages):
        state.cancel(user=user)
    scheduled = Revision.objects.filter(**of_pages, approved_go_live_at__isnull=False)
    scheduled.update(approved_go_live_at=None)


def _move(page: Page, place: Page, slug: str) -> None:
    """Move a page. Wagtail's own way would leave redirects from where it was."""
    old = page.url_path
    super(AbstractPage, page).move(place, pos="last-child")
    moved = Page.objects.get(pk=page.pk)
    moved.slug = slug
    new = moved.set_url_path(place)
    Page.objects.filter(pk=page.pk).update(slug=slug, url_path=new)
    moved._update_descendant_url_paths(old, new)
