"""Pages that are looked for where they no longer are."""

from http import HTTPStatus

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from cms.delivery.redirects import page_led_to


class MovedMixin:
    """What finds a page by an old `html_path` too, from which the site's redirects lead to it: 301
    where a present one is a 302, so that a client knows that the address is to be replaced.
    """

    has_moved = False

    def find_view(self, request: HttpRequest) -> HttpResponse:
        response = super().find_view(request)
        if self.has_moved:
            response.status_code = HTTPStatus.MOVED_PERMANENTLY
        return response

    def find_object(self, queryset: QuerySet, request: HttpRequest) -> Page | None:
        found = super().find_object(queryset, request)
        if found is None and (path := request.GET.get("html_path")):
            found = queryset.filter(pk=page_led_to(request, f"/{path.strip('/')}")).first()
            self.has_moved = found is not None
        return found
