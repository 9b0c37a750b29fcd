"""The addresses that the process of live events answers; any other is the web server's."""

from django.urls import path

from cms.live.stream import EventsEndpoint
from cms.site.health import health

EVENTS = "/api/v2/events/"

urlpatterns = [
    path(EVENTS[1:], EventsEndpoint.as_view({"get": "listing_view"})),
    path("health/", health),
    path("health", health),
]
