"""Dates and times as a Danish reader expects them, from the ISO 8601 text of a representation.

Instants in a representation carry the offset of Europe/Copenhagen, so the local day and hour are
those written; nothing is converted here and no setting is read.
"""

from datetime import date, datetime, time

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTH_ABBREVIATIONS = (
    *("jan.", "feb.", "mar.", "apr.", "maj", "juni"),
    *("juli", "aug.", "sep.", "okt.", "nov.", "dec."),
)


def parse(value: str | date | datetime) -> date | datetime:
    """Return the date, or the datetime if `value` holds a time. Raises ValueError on other text."""
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)


def date_text(value: str | date) -> str:
    """Return "7. april 2022"."""
    day = _day(value)
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def time_text(value: str | time | datetime) -> str:
    """Return "9.00" of a datetime, a time or the text of a time, such as "09:00:00"."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if len(value) > 10 else time.fromisoformat(value)
    return f"{value.hour}.{value.minute:02d}"


def date_range_text(start: str | date, end: str | date | None) -> str:
    """Return the days only: "16.-17. marts 2022", "30. marts til 2. april 2022"."""
    first, last = _day(start), _day(end or start)
    if first == last:
        return date_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}.-{date_text(last)}"
    return f"{_without_year(first, last)} til {date_text(last)}"


def period_text(start: str | datetime, end: str | datetime | None, all_day: bool = False) -> str:
    """Return days and hours: "17. maj 2022 kl. 10.00-12.00".

    Over several days each has its own hour: "16. marts kl. 9.00 til 17. marts 2022 kl. 15.00".
    """
    if all_day:
        return date_range_text(start, end)
    first, last = parse(start), parse(end or start)
    if first == last:
        return f"{date_text(first)} kl. {time_text(first)}"
    if _day(first) == _day(last):
        return f"{date_text(first)} kl. {time_text(first)}-{time_text(last)}"
    return (
        f"{_without_year(first, last)} kl. {time_text(first)}"
        f" til {date_text(last)} kl. {time_text(last)}"
    )


def weekday_text(value: str | date) -> str:
    """Return "tirsdag"."""
    return WEEKDAYS[_day(value).weekday()]


def month_text(value: str | date) -> str:
    """Return "maj 2022" of a day in it, or of "2022-05"."""
    day = _day(f"{value}-01" if isinstance(value, str) and len(value) == 7 else value)
    return f"{MONTHS[day.month - 1]} {day.year}"


def month_abbreviation(value: str | date) -> str:
    """Return the month as a calendar leaf shows it: "mar.", "maj", "juni"."""
    return MONTH_ABBREVIATIONS[_day(value).month - 1]


def _day(value: str | date) -> date:
    value = parse(value)
    return value.date() if isinstance(value, datetime) else value


def _without_year(first: date, last: date) -> str:
    """Return the first day of a range, which names its year only where the last has another."""
    if first.year != last.year:
        return date_text(first)
    return date_text(first).rsplit(" ", 1)[0]
