"""What a page's template gets."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.delivery.listing import listing
from cms.delivery.published import representation_of
from cms.delivery.site import site_representation
from cms.representations import with_origin


def page_context(page: Page, request: HttpRequest) -> dict:
    """The template context of a page: see `template_context`. The instance itself is there as
    `self` for Wagtail's user bar and accessibility checker, only in a preview and for staff.
    """
    is_preview = getattr(request, "is_preview", False)
    representation = with_origin(representation_of(page, preview=is_preview), "")
    context = template_context(type(page), representation, request)
    if is_preview or has_session(request):
        context["self"] = page
        context["user_is_authenticated"] = request.user.is_authenticated
    return context


def template_context(model: type[Page], representation: dict, request: HttpRequest) -> dict:
    """`page` (the representation, with root-relative URLs), `site`, `now` (the time, aware),
    `items` on an index page, and what the type's `extra_context` adds. Nothing in it is lazy:
    a template never queries.
    """
    now = timezone.now()
    context = {
        "page": representation,
        "site": site_representation(request),
        "request": request,
        "now": now,
        "user_is_authenticated": False,
        **model.extra_context(representation, request),
    }
    if hasattr(model, "items"):
        context["items"] = listing(model, representation, request, now)
    return context


def has_session(request: HttpRequest) -> bool:
    """Whether the visitor may be signed in, without reading the session."""
    # Looking at request.user would add Vary: Cookie to what is the same for everyone else.
    return settings.SESSION_COOKIE_NAME in request.COOKIES
