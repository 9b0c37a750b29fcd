"""A month of the calendar as a grid: weeks of days, each with the events that take place then."""

import calendar
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.content import BadQuery, dates, periods, written
from cms.content.views import as_day, one_value
from events.templatetags.event_tags import status_badge


def asked_month(query: QueryDict) -> date | None:
    """The first day of the month that `?month=2022-05` names, or None. Raises `BadQuery`."""
    value = one_value(query, "month")
    try:
        return as_day(f"{value}-01") if value else None
    except ValueError:
        raise BadQuery("month", value, _("a month, such as 2022-05")) from None


def within_month(events: QuerySet, first: date) -> QuerySet:
    """The events that take place in the month, wholly or in part."""
    last = _next(first) - timedelta(days=1)
    return events.filter(periods.on_days(events.model, first, last)).order_by("start", "id")


def month_grid(first: date, cards: list[dict], address: str, chosen: dict, today: date) -> dict:
    """`label`, `weekdays`, `weeks` of `{"number", "days"}`, and `previous` and `next`, the links to
    the months beside it, which keep what is `chosen` of the filters.
    """
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    # Days of other months only complete the weeks.
    days = [day for week in weeks for day in week if day.month == first.month]
    placed = written(
        cards, lambda card: {day: _entry(card, day) for day in days if periods.is_on(card, day)}
    )
    return {
        "label": dates.month_text(first),
        "weekdays": dates.WEEKDAYS,
        "weeks": [
            {
                "number": week[0].isocalendar().week,
                "days": [_day(each, first, placed, today) for each in week],
            }
            for week in weeks
        ],
        "previous": _link(first - timedelta(days=1), address, chosen),
        "next": _link(_next(first), address, chosen),
    }


def _day(day: date, first: date, placed: list[dict[date, dict]], today: date) -> dict:
    return {
        "date": day,
        "month_name": dates.MONTHS[day.month - 1],
        "is_in_month": day.month == first.month,
        "is_today": day == today,
        "events": [entries[day] for entries in placed if day in entries],
    }


def _entry(card: dict, day: date) -> dict:
    begins_here = card["start"][:10] == day.isoformat() and not card["all_day"]
    badge = status_badge(card["status"])
    return {
        "meta": card["meta"],
        "title": card["title"],
        "status": card["status"],
        "badge": badge and badge[0],
        "time": f"kl. {dates.time_text(card['start'])}" if begins_here else "",
    }


def _link(day: date, address: str, chosen: dict) -> dict:
    query = urlencode(chosen | {"month": [f"{day.year}-{day.month:02d}"]}, doseq=True)
    return {"label": dates.month_text(day), "url": f"{address}?{query}"}


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
