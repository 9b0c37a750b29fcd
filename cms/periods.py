"""What "upcoming", "ongoing", "past" and "on this day" mean for what has a `start` and an `end`.

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

from cms.dates import parse


def upcoming(model: type[Model], now: datetime) -> Q:
    """Return the condition of what is not over yet; what is ongoing is among it."""
    if not _has_days(model):
        return Q(end__gt=now)
    return Q(end__gte=midnight(timezone.localdate(now))) & (Q(all_day=True) | Q(end__gt=now))


def ongoing(model: type[Model], now: datetime) -> Q:
    """Return the condition of what has begun and is not over yet."""
    begun = Q(start__lte=now)
    if _has_days(model):
        tomorrow = midnight(timezone.localdate(now) + timedelta(days=1))
        begun |= Q(all_day=True, start__lt=tomorrow)
    return begun & upcoming(model, now)


def past(model: type[Model], now: datetime) -> Q:
    """Return the condition of what is over."""
    if not _has_days(model):
        return Q(end__lte=now)
    today = midnight(timezone.localdate(now))
    return Q(end__lte=now) & (Q(all_day=False) | Q(end__lt=today))


#: The conditions by the values of `when=`.
WHEN: dict[str, Callable[[type[Model], datetime], Q]] = {
    "upcoming": upcoming,
    "ongoing": ongoing,
    "past": past,
}


def on_days(model: type[Model], first: date | None, last: date | None) -> Q:
    """Return the condition of what takes place on any of the days from `first` to `last`, both
    included; None: from the beginning, or for ever.
    """
    condition = Q()
    if first:
        begins = midnight(first)
        condition &= Q(start__gte=begins) | Q(end__gt=begins)
        if _has_days(model):
            condition |= Q(all_day=True, end__gte=begins)
    if last:
        condition &= Q(start__lt=midnight(last + timedelta(days=1)))
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


def last_day(event: dict) -> date:
    """Return the last day on which it takes place; the first one is that of its start."""
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


def _has_days(model: type[Model]) -> bool:
    return any(field.name == "all_day" for field in model._meta.get_fields())
