"""Dates and times as they are kept: of years in which days can be added and taken away, whatever
the calendar, time zone or format. Python ends at the years 1 and 9999; iCalendar, spreadsheets and
time zones of cities before.
"""

from datetime import date, datetime
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.timezone import get_default_timezone, is_naive, make_aware
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2199


class UnfitDate(ValueError):
    """A date that can't be written: it came by other ways than a form."""


def is_fit(value: date | datetime) -> bool:
    """Return whether a date lies in the years that are kept, an instant in local time
    (settings.TIME_ZONE), as which one without a time zone counts.
    """
    if not isinstance(value, datetime):
        return FIRST_YEAR <= value.year <= LAST_YEAR
    first, end = _instants()
    # Compared as instants: near the years 1 and 9999 nothing can be converted.
    return first <= (value.replace(tzinfo=first.tzinfo) if is_naive(value) else value) < end


def refuse_unfit(value: date | datetime | None) -> None:
    """Raise ValidationError for a date outside the years that are kept; a field's validator."""
    if isinstance(value, date) and not is_fit(value):
        message = _("Enter a date in the years %(first)d to %(last)d.")
        params = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(message, code="unfit_date", params=params)


def check(value: date | datetime) -> None:
    """Raise `UnfitDate` for a date outside the years that are kept."""
    if not is_fit(value):
        raise UnfitDate(f"{value.isoformat()} is not in the years {FIRST_YEAR} to {LAST_YEAR}")


@cache
def _instants() -> tuple[datetime, datetime]:
    zone = get_default_timezone()
    first, end = datetime(FIRST_YEAR, 1, 1), datetime(LAST_YEAR + 1, 1, 1)
    return make_aware(first, zone), make_aware(end, zone)
