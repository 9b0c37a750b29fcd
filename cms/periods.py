"""What "upcoming", "ongoing", "past" and "on this day" mean for what has a `start` and an `end`, or
fields of other names that hold the same. Only this module knows it.

Each is there twice: as a condition for queries, and as a function of a representation, whose
instants carry the local offset. `events/tests/test_periods.py` holds the two equal. Days are
those of the local time zone (`TIME_ZONE`).

What is `all_day` takes the days of its start and its end wholly, whatever their hours. Anything
else lasts up to its end, and not a moment longer: what ends at 00.00 ended the day before.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db.models import Model, Q
from django.utils import timezone

from cms.danish.dates import parse


def upcoming(model: type[Model], now: datetime, start: str = "start", end: str = "end") -> Q:
    """Return the condition of what is not over yet; what is ongoing is among it."""
    is_on = Q(**{f"{end}__gt": now})
    if not has_days(model):
        return is_on
    today = midnight(timezone.localdate(now))
    return Q(**{f"{end}__gte": today}) & (Q(all_day=True) | is_on)


def ongoing(model: type[Model], now: datetime, start: str = "start", end: str = "end") -> Q:
    """Return the condition of what has begun and is not over yet."""
    begun = Q(**{f"{start}__lte": now})
    if has_days(model):
        tomorrow = midnight(timezone.localdate(now) + timedelta(days=1))
        begun |= Q(**{"all_day": True, f"{start}__lt": tomorrow})
    return begun & upcoming(model, now, start, end)


def past(model: type[Model], now: datetime, start: str = "start", end: str = "end") -> Q:
    """Return the condition of what is over."""
    is_over = Q(**{f"{end}__lte": now})
    if not has_days(model):
        return is_over
    today = midnight(timezone.localdate(now))
    return is_over & (Q(all_day=False) | Q(**{f"{end}__lt": today}))


#: The conditions by the values of `when=`, of a model, a moment, and the names of its fields.
WHEN: dict[str, Callable[..., Q]] = {
    "upcoming": upcoming,
    "ongoing": ongoing,
    "past": past,
}


def on_days(
    model: type[Model],
    first: date | None,
    last: date | None,
    start: str = "start",
    end: str = "end",
) -> Q:
    """Return the condition of what takes place on any of the days from `first` to `last`, both
    included; None: from the beginning, or for ever.
    """
    condition = Q()
    if first:
        begins = midnight(first)
        condition &= Q(**{f"{start}__gte": begins}) | Q(**{f"{end}__gt": begins})
        if has_days(model):
            condition |= Q(**{"all_day": True, f"{end}__gte": begins})
    if last:
        condition &= Q(**{f"{start}__lt": midnight(last + timedelta(days=1))})
    return condition


def over_at(end: datetime, all_day: bool) -> datetime:
    """Return the moment from which what has this end `is_past`."""
    if all_day:
        return midnight(timezone.localdate(end) + timedelta(days=1))
    return end


def is_past(event: dict, now: datetime) -> bool:
    """Return whether it is over."""
    if event.get("all_day"):
        return timezone.localdate(now) > _day(event["end"])
    return now >= datetime.fromisoformat(event["end"])


def is_upcoming(event: dict, now: datetime) -> bool:
    """Return whether it is not over yet."""
    return not is_past(event, now)


def is_ongoing(event: dict, now: datetime) -> bool:
    """Return whether it has begun and is not over yet."""
    if event.get("all_day"):
        has_begun = _day(event["start"]) <= timezone.localdate(now)
    else:
        has_begun = datetime.fromisoformat(event["start"]) <= now
    return has_begun and not is_past(event, now)


def first_day(event: dict) -> date:
    """Return the first day on which it takes place, that of its start."""
    return _day(event["start"])


def last_day(event: dict) -> date:
    """Return the last day on which it takes place."""
    day, start, end = _day(event["end"]), parse(event["start"]), parse(event["end"])
    if not event.get("all_day") and end > start and end.time() == time.min:
        day -= timedelta(days=1)
    return max(day, _day(event["start"]))


def is_on(event: dict, day: date) -> bool:
    """Return whether it takes place on the day, wholly or in part."""
    return _day(event["start"]) <= day <= last_day(event)


def midnight(day: date) -> datetime:
    """Return the first moment of a day, in local time."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def _day(instant: str) -> date:
    return date.fromisoformat(instant[:10])


def has_days(model: type[Model]) -> bool:
    """Return whether pages of the type may take whole days."""
    return any(field.name == "all_day" for field in model._meta.get_fields())
