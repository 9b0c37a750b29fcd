"""A month of the calendar as a grid: weeks of days, each with the events that take place then."""

import calendar
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.content import BadQuery, dates, periods, written
from cms.content.views import as_day, one_value
from events.states import places_badge, status_badge


def asked_month(query: QueryDict) -> date | None:
    """Return the first day of the month that `?month=2022-05` names, or None. Raises `BadQuery`."""
    value = one_value(query, "month")
    try:
        return as_day(f"{value}-01") if value else None
    except ValueError:
        raise BadQuery("month", value, _("a month, such as 2022-05")) from None


def within_month(events: QuerySet, first: date) -> QuerySet:
    """Return the events that take place in the month, wholly or in part."""
    last = after(first) - timedelta(days=1)
    return events.filter(periods.on_days(events.model, first, last)).order_by("start", "id")


def month_grid(first: date, cards: list[dict], address: str, chosen: dict, now: datetime) -> dict:
    """Return `label`, `weekdays`, `weeks` of `{"number", "days", "bars"}`, and `previous`, `next`
    and `today`, the links to the months beside it and to that of `now` (None if this is it), which
    keep what is `chosen` of the filters.

    An event of one day stands at its day; one of several is a bar in each week: `bars` are rows of
    `{"days", "event", "is_in_month"}`, which take so many days; one without an event takes one.
    """
    today = timezone.localdate(now)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    placed = written(cards, lambda card: _placed(card, now))
    return {
        "label": dates.month_text(first),
        "weekdays": dates.WEEKDAYS,
        "weeks": [
            {
                "number": week[0].isocalendar().week,
                "days": [_day(each, first, placed, today) for each in week],
                # Days of other months only complete the weeks.
                "bars": _bars([day for day in week if day.month == first.month], week, placed),
            }
            for week in weeks
        ],
        "previous": _link(first - timedelta(days=1), address, chosen),
        "next": _link(after(first), address, chosen),
        "today": None if today.replace(day=1) == first else _link(today, address, chosen),
    }


def month_link(cards: list[dict], beside: dict, address: str, chosen: dict) -> dict | None:
    """Return the link to the month of the first card; None if there is none, or that is the one
    `beside` the month that is shown.
    """
    links = written(cards[:1], lambda card: _link(periods.first_day(card), address, chosen))
    return links[0] if links and links[0] != beside else None


def after(first: date) -> date:
    """Return the first day of the month after the one of this first day."""
    return (first + timedelta(days=31)).replace(day=1)


def _day(day: date, first: date, placed: list[dict], today: date) -> dict:
    is_in_month = day.month == first.month
    return {
        "date": day,
        "month_name": dates.MONTHS[day.month - 1],
        "is_in_month": is_in_month,
        "is_today": day == today,
        "events": [each for each in placed if is_in_month and each["first"] == each["last"] == day],
    }


def _bars(days: list[date], week: list[date], placed: list[dict]) -> list[list[dict]]:
    """Return the events of several days that take place on these of a week, each in the first row
    in which there is room for it.
    """
    rows: list[list[dict | None]] = []
    for event in placed:
        shown = [week.index(day) for day in days if event["first"] <= day <= event["last"]]
        if event["first"] == event["last"] or not shown:
            continue
        row = next((row for row in rows if not any(row[place] for place in shown)), None)
        if row is None:
            row = [None] * len(week)
            rows.append(row)
        for place in shown:
            row[place] = event
    return [_cells(row, [day in days for day in week]) for row in rows]


def _cells(row: list[dict | None], in_month: list[bool]) -> list[dict]:
    """Return the days of an event together, and each of the others by itself."""

    def taken_by(place: int) -> object:
        event = row[place]
        return event["meta"] if event else place

    runs = [list(run) for _key, run in groupby(range(len(row)), key=taken_by)]
    return [
        {"days": len(run), "event": row[run[0]], "is_in_month": in_month[run[0]]} for run in runs
    ]


def _placed(card: dict, now: datetime) -> dict:
    """Return an event with its `first` and `last` day, and what a grid says of it."""
    first, last = periods.first_day(card), periods.last_day(card)
    badge, places = status_badge(card["status"]), places_badge(card, now)
    if first != last:
        time = dates.period_text(first.isoformat(), last.isoformat(), True)
    else:
        time = "" if card["all_day"] else f"kl. {dates.time_text(card['start'])}"
    return {
        "meta": card["meta"],
        "title": card["title"],
        "status": card["status"],
        "badge": badge and badge[0],
        "places": places and {"label": places[0], "tone": places[1]},
        "time": time,
        "first": first,
        "last": last,
    }


def _link(day: date, address: str, chosen: dict) -> dict:
    query = urlencode(chosen | {"month": [f"{day.year}-{day.month:02d}"]}, doseq=True)
    return {"label": dates.month_text(day), "url": f"{address}?{query}"}
