"""From the days of the demo to dates and instants, seen from the day of loading."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from home.demo.shapes import Day

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def resolve(day: Day, today: date, length: int = 1) -> date:
    """Return the first of `length` working days: further on for the future, back for the past.

    The days around Christmas are not counted, so what would fall there keeps its distances.
    """
    if isinstance(day, date):
        return day
    step = timedelta(days=1 if day.days > 0 else -1)
    first = today
    for _ in range(abs(day.days)):
        first += step
        while _is_christmas(first):
            first += step
    while not all(_is_working_day(first + timedelta(days=number)) for number in range(length)):
        first += step
    return first


def instant(day: date, clock: str) -> datetime:
    """Return the instant of a Danish time of the day, such as "10.30", in Copenhagen."""
    return datetime.combine(day, clock_time(clock), COPENHAGEN)


def clock_time(clock: str) -> time:
    hours, minutes = clock.split(".")
    return time(int(hours), int(minutes))


def _is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not _is_christmas(day)


def _is_christmas(day: date) -> bool:
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5)
