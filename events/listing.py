"""Events as editors find them below the calendar's page: by date, status and network."""

from typing import Any

from django.db.models import Case, F, QuerySet, Value, When
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django_filters.filters import (
    DateFromToRangeFilter,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
)
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet

from cms.content import dates
from cms.content.admin import BULK, PARENT, STATE, TITLE, seen_pages
from events.choices import EventKind, EventStatus
from events.models import EventPage, NetworkPage


def networks(request: HttpRequest) -> QuerySet:
    """Return the networks that the account may see."""
    seen = seen_pages(request.user).order_by().values("pk")
    return NetworkPage.objects.filter(pk__in=seen).order_by("sort_key")


class EventFilterSet(PageFilterSet):
    start = DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    status = MultipleChoiceFilter(
        label=_("Status"), choices=EventStatus.choices, widget=CheckboxSelectMultiple
    )
    kind = MultipleChoiceFilter(
        label=_("Kind"), choices=EventKind.choices, widget=CheckboxSelectMultiple
    )
    network = ModelMultipleChoiceFilter(
        label=_("Network"), queryset=networks, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = EventPage
        fields: list[str] = []


class EventsView(ExplorableIndexView):
    """The pages below the calendar, the last event first."""

    default_ordering = "-start"
    base_columns = [
        *(BULK, TITLE, PARENT),
        Column(
            "start",
            label=_("Date"),
            accessor=lambda event: dates.period_text(
                localtime(event.start), localtime(event.end), event.all_day
            ),
            sort_key="start",
        ),
        Column(
            "event_status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
        ),
        Column("network", label=_("Network"), accessor="network_title", sort_key="network_title"),
        STATE,
    ]

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        seen = seen_pages(self.request.user).order_by().values("pk")
        title: Any = Case(When(network__in=seen, then=F("network__title")), default=Value(""))
        return super().annotate_queryset(pages.annotate(network_title=title))


class EventViewSet(PageViewSet):
    model = EventPage
    index_view_class = EventsView
    filterset_class = EventFilterSet


event_viewset = EventViewSet()
