"""What a page's template gets."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.delivery.context_processors import has_session
from cms.delivery.feeds import feed_links
from cms.delivery.listing import Listing, listing
from cms.delivery.published import representation_of
from cms.delivery.site import site_representation
from cms.representations import with_origin
from cms.visibility import is_restricted


def canonical_url(page: dict, items: Listing | None = None) -> str | None:
    """Return the address under which a page is to be known, as its representation writes it: an
    alias's source, and on a later page of a list that page of it.
    """
    meta = page["meta"]
    if meta["alias_of"]:
        return meta["alias_of"]["meta"]["html_url"]
    number = getattr(items, "number", 1)
    return f"{meta['html_url']}?page={number}" if number > 1 else meta["html_url"]


def page_context(page: Page, request: HttpRequest) -> dict:
    """Return the template context of a page: see `template_context`. The instance itself is there
    as `self` for Wagtail's user bar and accessibility checker, only in a preview and for staff.
    """
    is_preview = getattr(request, "is_preview", False)
    representation = with_origin(representation_of(page, preview=is_preview), "")
    context = template_context(type(page), representation, request)
    if not is_preview and is_restricted(page):
        # Programs know no session: whoever asks for another form of it is refused.
        context |= {"is_public": False, "feeds": []}
    if is_preview or has_session(request):
        context["self"] = page
    return context


def template_context(
    model: type[Page], representation: dict, request: HttpRequest, site: dict | None = None
) -> dict:
    """Return `page` (the representation, with root-relative URLs), `site` (the request's, unless it
    is given), `now` (the time, aware), `feeds` (the links to them), `is_public`, on an index page
    `items` and what `cms.lists.form.FilterForm` tells (`filters`, `apart`, `chips`, `offers`,
    `refused`), and what the type adds by `extra_context` and `listed_context`. Nothing in it is
    lazy: a template never queries.
    """
    now = timezone.now()
    context = {
        "page": representation,
        "site": site or site_representation(request),
        "request": request,
        "now": now,
        "is_public": True,
        "feeds": feed_links(model, representation, request.GET),
        **model.extra_context(representation, request),
    }
    if hasattr(model, "items"):
        items, form = listing(model, representation, request)
        context |= {"items": items, "filters": form.fields, "refused": form.refused}
        context |= {"apart": form.apart, "chips": form.chips, "offers": form.offers}
        if form.refused:
            context["feeds"] = []
        context |= model.listed_context(representation, request.GET, items.cards)
    return context
