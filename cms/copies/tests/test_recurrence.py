"""Which days a series proposes."""

from datetime import date

import pytest

from cms.copies.recurrence import days_of


@pytest.mark.parametrize(
    ("first", "rule", "days"),
    [
        (date(2026, 12, 22), (1, "weeks", 2, None), [(2026, 12, 29), (2027, 1, 5)]),
        (date(2026, 10, 6), (2, "weeks", None, date(2026, 11, 3)), [(2026, 10, 20), (2026, 11, 3)]),
        # The third Tuesday, over New Year.
        (date(2026, 11, 17), (1, "months", 2, None), [(2026, 12, 15), (2027, 1, 19)]),
        # The fifth Friday is the last.
        (date(2027, 1, 29), (1, "months", 3, None), [(2027, 2, 26), (2027, 3, 26), (2027, 4, 30)]),
        (date(2027, 1, 29), (3, "months", None, date(2027, 4, 29)), []),
    ],
)
def test_days(first: date, rule: tuple, days: list[tuple]):
    assert days_of(first, *rule) == [date(*each) for each in days]


def test_there_is_an_end_to_it():
    assert len(days_of(date(2027, 1, 29), 1, "weeks", None, date(2199, 1, 1))) == 30
