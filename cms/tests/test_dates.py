"""Dates and times take the Danish forms."""

from datetime import date, datetime, time

import pytest

from cms.danish.dates import (
    date_range_text,
    date_text,
    month_abbreviation,
    parse,
    period_text,
    time_text,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2022-04-07", "7. april 2022"),
        (date(2022, 12, 31), "31. december 2022"),
        ("2022-05-17T00:30:00+02:00", "17. maj 2022"),
    ],
)
def test_a_date_has_no_leading_zero_and_a_month_in_lower_case(value, text):
    assert date_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("09:05:00", "9.05"),
        (time(10), "10.00"),
        ("2022-05-17T23:30:00+02:00", "23.30"),
    ],
)
def test_a_time_has_a_full_stop(value, text):
    assert time_text(value) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2022-03-16", None, "16. marts 2022"),
        ("2022-03-16", "2022-03-16", "16. marts 2022"),
        ("2022-03-16", "2022-03-17", "16.-17. marts 2022"),
        ("2022-03-30", "2022-04-02", "30. marts til 2. april 2022"),
        ("2022-12-30", "2023-01-02", "30. december 2022 til 2. januar 2023"),
    ],
)
def test_days_share_what_they_have_in_common(start, end, text):
    assert date_range_text(start, end) == text


@pytest.mark.parametrize(
    ("start", "end", "all_day", "text"),
    [
        ("2022-05-17T10:00+02:00", "2022-05-17T12:00+02:00", False, "17. maj 2022 kl. 10.00-12.00"),
        ("2022-05-17T10:00+02:00", None, False, "17. maj 2022 kl. 10.00"),
        ("2022-05-17T10:00+02:00", "2022-05-17T10:00+02:00", False, "17. maj 2022 kl. 10.00"),
        ("2022-03-16T00:00+01:00", "2022-03-17T23:59+01:00", True, "16.-17. marts 2022"),
        (
            "2022-03-16T09:00+01:00",
            "2022-03-17T15:00+01:00",
            False,
            "16. marts kl. 9.00 til 17. marts 2022 kl. 15.00",
        ),
        (
            "2022-12-31T22:00+01:00",
            "2023-01-01T02:00+01:00",
            False,
            "31. december 2022 kl. 22.00 til 1. januar 2023 kl. 2.00",
        ),
    ],
)
def test_a_period_names_days_and_hours(start, end, all_day, text):
    assert period_text(start, end, all_day) == text


def test_months_are_abbreviated_as_on_a_calendar_leaf():
    months = [month_abbreviation(f"2022-{month:02d}-01") for month in range(1, 13)]
    assert months == [
        *("jan.", "feb.", "mar.", "apr.", "maj", "juni"),
        *("juli", "aug.", "sep.", "okt.", "nov.", "dec."),
    ]


def test_a_date_is_told_from_an_instant():
    assert parse("2022-05-17") == date(2022, 5, 17)
    assert parse("2022-05-17T10:00:00") == datetime(2022, 5, 17, 10)


def test_other_text_is_an_error():
    with pytest.raises(ValueError, match="i morgen"):
        parse("i morgen")
