"""What a member has that the public has not."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.delivery.answers import personal
from cms.delivery.errors import refusal
from cms.delivery.listing import paginated
from cms.delivery.published import built_cards
from cms.delivery.site import site_representation
from cms.problems import BadQuery
from cms.users.devices import devices
from cms.users.models import Visit
from cms.users.saved_pages import is_offered, saved_cards
from cms.users.sections import sections
from cms.visibility import opened_to

PAGE_SIZE = 20


class OpenedCards:
    """The cards of restricted pages, which the log does not hold, as a paginator takes them."""

    def __init__(self, named) -> None:
        self._named = named

    def __len__(self) -> int:
        return self._named.count()

    def __getitem__(self, chosen: slice) -> list[dict]:
        return built_cards(self._named[chosen])


@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    """Return what is new for members since the last visit, what the member has saved, and the
    restricted pages that are open to who is signed in, last published first.
    """
    if not request.user.is_authenticated:
        # The way to sign in is told to one visitor as well.
        return personal(redirect_to_login(request.get_full_path()))
    now, opened = timezone.now(), opened_to(request)
    named = opened.order_by("-last_published_at", "-pk")
    try:
        items = paginated(OpenedCards(named), PAGE_SIZE, request)
    except BadQuery as error:
        return refusal(request, error)
    since = Visit.note(request.user, now)
    context = {
        "name": request.user.get_full_name() or request.user.get_username(),
        "items": items,
        "now": now,
        "since": since and timezone.localdate(since),
        "sections": sections(request, opened, since),
        "is_saving_offered": is_offered(),
        "saved": saved_cards(request),
        "devices": devices(request),
        "page": None,
        "site": site_representation(request),
        "user_is_authenticated": True,
    }
    return personal(render(request, "users/my_page.html", context))
