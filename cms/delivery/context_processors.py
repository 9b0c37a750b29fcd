"""What every template gets, those of Django's and Wagtail's own views included."""

from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.delivery.site import site_representation


def site(request: HttpRequest) -> dict:
    """`site`, read when a template shows it; pages bring theirs along and replace it."""
    return {
        "site": SimpleLazyObject(partial(site_representation, request)),
        "user_is_authenticated": False,
    }
