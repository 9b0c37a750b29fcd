"""From a shape of the demo to the fields and blocks of its page type."""

from datetime import date, timedelta
from typing import Any

from home.demo.body import Block, Prose, Ref
from home.demo.calendar import clock_time, instant, resolve
from home.demo.shapes import Collection, Content, Event, Network, News, ProgrammeItem, Speaker
from home.demo.streams import Catalogue

#: Fields of events that have the same name and value in both.
SAME_IN_EVENTS = (
    "kind",
    "all_day",
    "attendance_mode",
    "venue",
    "address",
    "town",
    "online_url",
    "online_url_is_public",
    "online_note",
    "target_group",
    "price",
    "registration_url",
    "status",
    "places",
    "recording_url",
)


def own_fields(content: Content, catalogue: Catalogue, today: date) -> dict[str, Any]:
    """Return the fields that the type adds to `ContentPage`, but for its streams."""
    match content:
        case News():
            return {
                "date": resolve(content.date, today),
                "updated_on": content.updated_on and resolve(content.updated_on, today),
                "update_note": content.update_note,
            }
        case Event():
            return _event_fields(content, catalogue, today)
        case Network():
            return {
                "purpose": catalogue.rich_text(content.purpose),
                "target_group": content.target_group,
                "joining": content.joining,
                "joining_url": content.joining_url,
            }
    return {}


def first_day(event: Event, today: date) -> date:
    return resolve(event.on, today, event.days)


def _event_fields(event: Event, catalogue: Catalogue, today: date) -> dict[str, Any]:
    first = first_day(event, today)
    last = first + timedelta(days=event.days - 1)
    fields = {name: getattr(event, name) for name in SAME_IN_EVENTS}
    fields["network"] = catalogue.get(("page", event.network))
    fields["start"] = instant(first, event.begins or "00.00")
    fields["end"] = instant(last, event.ends or "23.59")
    if event.moved_by:
        fields["previous_start"] = fields["start"] - timedelta(days=event.moved_by)
    if event.opens is not None:
        fields["registration_opens"] = instant(first + timedelta(days=event.opens), "09.00")
    if event.deadline is not None:
        fields["registration_deadline"] = instant(first + timedelta(days=event.deadline), "12.00")
    return fields


def own_streams(content: Content, today: date) -> dict[str, list[Block]]:
    """Return the blocks of each of the type's StreamFields."""
    streams = {"body": content.body}
    match content:
        case Event():
            first = first_day(content, today)
            streams["tracks"] = [("track", name) for name in content.tracks]
            streams["programme"] = [_programme_item(item, first) for item in content.programme]
            streams["materials"] = [("document", Ref("document", key)) for key in content.materials]
            streams["speakers"] = [_speaker(speaker) for speaker in content.speakers]
        case Network():
            streams["prices"] = [
                ("price", {"label": label, "price": price}) for label, price in content.prices
            ]
        case Collection():
            streams["documents"] = [("document", Ref("document", key)) for key in content.documents]
    return streams


def _programme_item(item: ProgrammeItem, first: date) -> Block:
    later = first + timedelta(days=item.day - 1)
    return "programme_item", {
        "day": later if item.day > 1 else None,
        "start": clock_time(item.start),
        "end": clock_time(item.end),
        "title": item.title,
        "track": item.track,
        "kind": item.kind,
        "text": Prose(item.text),
        "speakers": [Ref("person", key) for key in item.speakers],
        "organisations": list(item.organisations),
    }


def _speaker(speaker: Speaker) -> Block:
    return "speaker", {
        "person": Ref("person", speaker.person),
        "role": speaker.role,
        "talk_title": speaker.talk_title,
    }
