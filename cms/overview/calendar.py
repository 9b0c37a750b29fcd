"""The coming days as a calendar and as a list."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from wagtail.admin.ui.components import Component

from cms.danish.dates import MONTH_ABBREVIATIONS, WEEKDAYS, date_text
from cms.overview.coming_days import DAYS, Happening, happenings

#: How many happenings the panel lists; the page has all.
_LISTED = 8


def _written(found: list[Happening], first: date, listed: int | None = None) -> dict[str, Any]:
    """Return what the template shows: the weeks of the days, and the happenings by day."""
    counts = {day: len(list(each)) for day, each in groupby(found, lambda one: one.day)}
    monday = first - timedelta(days=first.weekday())
    days = [monday + timedelta(days=number) for number in range(first.weekday() + DAYS)]
    cells = [_cell(day, first, counts.get(day, 0)) for day in days]
    return {
        "weekdays": [(name, name[:2]) for name in WEEKDAYS],
        "weeks": [cells[start : start + 7] for start in range(0, len(cells), 7)],
        "days": [
            (day, f"{WEEKDAYS[day.weekday()]} {date_text(day)}", list(each))
            for day, each in groupby(found[:listed], lambda one: one.day)
        ],
        "count": len(found),
    }


def _cell(day: date, first: date, count: int) -> dict[str, Any]:
    is_named = day == first or day.day == 1  # each month once
    return {
        "day": day,
        "number": f"{day.day}. {MONTH_ABBREVIATIONS[day.month - 1]}" if is_named else day.day,
        "label": date_text(day),
        "is_over": day < first,
        "is_today": day == first,
        "count": count,
    }


class CalendarPanel(Component):
    """The calendar with the first of the list; without anything to come, it says so."""

    name = "calendar"
    order = 120
    template_name = "cms/overview/calendar_panel.html"

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        today = localdate()
        return _written(happenings(self.user, today), today, _LISTED)


def calendar(request: HttpRequest) -> HttpResponse:
    """Answer with all that the coming days bring."""
    today = localdate()
    context = _written(happenings(request.user, today), today)
    return TemplateResponse(request, "cms/overview/calendar_page.html", context)
