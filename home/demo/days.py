"""How days and times are written in the demo: fixed, or seen from the day of loading.

A fixed one is TOML's own: `2022-04-07`, `2022-05-17T10:00:00`. Others are texts:

    "+12 days"                          the working day about so many days from now
    "-2 days 08:00"                     the same in the past, at a time of the day
    "today"                             today, or the last working day
    "+43 days 09:30 for 2 days"         the first of two working days
    "start +1 day", "start 14:30"       seen from the first day of the same page

All times are Copenhagen's.
"""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WRITTEN = re.compile(
    r"(?P<origin>today|start)? ?((?P<days>[+-]\d+) days?)?( ?(?P<clock>\d\d:\d\d))?"
    r"( for (?P<length>\d+) days)?"
)


def moment(written: date | str, today: date, start: date | None = None) -> datetime:
    """Return the instant, at midnight if no time is said. `start` is the page's first day.

    Raises `ValueError` for what is not written as the head of this module says.
    """
    match written:
        case datetime():
            return written.replace(tzinfo=COPENHAGEN)
        case date():
            return instant(written)
    found = WRITTEN.fullmatch(written)
    if not found or not (found["origin"] or found["days"]):
        raise ValueError(f"'{written}' is no day")
    days = int(found["days"] or 0)
    if found["origin"] == "start":
        if start is None:
            raise ValueError(f"'{written}' is said of a page without a start")
        day = start + timedelta(days=days)
    else:
        day = working_day(days, today, int(found["length"] or 1))
    return instant(day, found["clock"] or "00:00")


def instant(day: date, clock: str = "00:00") -> datetime:
    """Return the instant of a time of the day in Copenhagen."""
    return datetime.combine(day, time.fromisoformat(clock), COPENHAGEN)


def working_day(days: int, today: date, length: int) -> date:
    """Return the first of `length` working days: further on for the future, back for the past.

    The days around Christmas are not counted, so what would fall there keeps its distances.
    """
    step = timedelta(days=1 if days > 0 else -1)
    first = today
    for _ in range(abs(days)):
        first += step
        while _is_christmas(first):
            first += step
    while not all(_is_working_day(first + timedelta(days=number)) for number in range(length)):
        first += step
    return first


def _is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not _is_christmas(day)


def _is_christmas(day: date) -> bool:
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5)
