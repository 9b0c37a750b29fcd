"""What every template gets, those of Django's and Wagtail's own views included."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.delivery.site import site_representation


def site(request: HttpRequest) -> dict:
    """Return `site`, read when a template shows it (pages bring theirs along and replace it), and
    `user_is_authenticated`.
    """
    user = getattr(request, "user", None) if has_session(request) else None
    return {
        "site": SimpleLazyObject(partial(site_representation, request)),
        "user_is_authenticated": user is not None and user.is_authenticated,
    }


def has_session(request: HttpRequest) -> bool:
    """Return whether the visitor may be signed in, without reading the session."""
    # Looking at request.user would add Vary: Cookie to what is the same for everyone else.
    return settings.SESSION_COOKIE_NAME in request.COOKIES
