"""The templates that editors begin common pages as. They hold what such pages have in common, and
no text that somebody could forget to replace.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone

from cms.content import ContentPage, make_templates

WEBINAR = {
    "title": "Webinar",
    "kind": "webinar",
    "attendance_mode": "online",
    "online_note": "Du får linket, når du er tilmeldt.",
    "price": "Gratis",
}
NETWORK_MEETING = {
    "title": "Netværksmøde",
    "kind": "meeting",
    "venue": "KL-huset",
    "address": "Weidekampsgade 10",
    "town": "København S",
    "price": "Gratis for netværkets medlemmer",
}
CONFERENCE = {
    "title": "Konference",
    "kind": "conference",
    "venue": "KL-huset",
    "address": "Weidekampsgade 10",
    "town": "København S",
}
#: On which day, counted from 0, when, what and of which kind.
Item = tuple[int, time, str, str]
MEETING_PROGRAMME: list[Item] = [
    (0, time(9), "Velkomst og siden sidst", ""),
    (0, time(12), "Frokost", "break"),
    (0, time(14, 45), "Eventuelt og næste møde", ""),
]
CONFERENCE_PROGRAMME: list[Item] = [
    (day, *item)
    for day in (0, 1)
    for item in (
        (time(9), "Ankomst og morgenbrød", "break"),
        (time(9, 30), "Velkomst", "talk"),
        (time(12), "Frokost", "break"),
        (time(14, 45), "Tak for i dag", ""),
    )
]


def set_up_templates() -> None:
    """Make the first templates with the place for them, of the types that are installed."""
    make_templates(_first())


def _first() -> Iterator[ContentPage]:
    if apps.is_installed("news"):
        body = [("heading", {"text": "Det betyder det for kommunerne", "level": "h2"})]
        yield apps.get_model("news", "NewsPage")(title="Nyhed", body=body)
    if apps.is_installed("events"):
        yield _event(WEBINAR, time(10), time(11), [])
        yield _event(NETWORK_MEETING, time(9), time(15), MEETING_PROGRAMME)
        yield _event(CONFERENCE, time(9), time(15), CONFERENCE_PROGRAMME)


def _event(values: dict[str, Any], begins: time, ends: time, items: list[Item]) -> ContentPage:
    """Return one on a day next month, which is asked for where an event begins as the template."""
    first = timezone.localdate() + timedelta(days=30)
    last = first + timedelta(days=max((day for day, *_item in items), default=0))
    programme = [
        (
            "programme_item",
            {
                "day": first + timedelta(days=day) if last > first else None,
                "start": start,
                "title": title,
                "kind": kind,
            },
        )
        for day, start, title, kind in items
    ]
    return apps.get_model("events", "EventPage")(
        start=timezone.make_aware(datetime.combine(first, begins)),
        end=timezone.make_aware(datetime.combine(last, ends)),
        programme=programme,
        **values,
    )
