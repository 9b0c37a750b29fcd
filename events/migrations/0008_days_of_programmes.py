"""Give existing programmes what they had in other ways: the days that titles or times told, and
the tracks that only their items named. Drafts and earlier versions too.
"""

import json
import re
import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations

DAY_IN_TITLE = re.compile(r"Dag (\d{1,2})\s*[:.–-]\s*(?=\S)", re.IGNORECASE)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def placed(programme: list[dict], first: date, last: date) -> list[dict]:
    """The blocks with the day in a member of its own. "Dag 2: " begins a title of that day and is
    no longer said there; where no title says a day, an item outside the tracks that begins before
    the one in front of it is of the next day.
    """
    says = [DAY_IN_TITLE.match(block["value"].get("title", "")) for block in programme]
    day, latest, found = first, "", []
    for block, said in zip(programme, says, strict=True):
        value = block["value"]
        start = str(value.get("start") or "")
        title = value.get("title", "")
        if said:
            named = first + timedelta(days=int(said[1]) - 1)
            if first < last and first <= named <= last:
                day = named
                title = title[said.end() :]
        elif not any(says) and not value.get("track") and start < latest and day < last:
            day += timedelta(days=1)
            latest = ""
        latest = max(latest, start)
        given = value.get("day") or (day.isoformat() if day > first else None)
        found.append(block | {"value": value | {"title": title, "day": given}})
    return found


def named_tracks(programme: list[dict], tracks: list[dict]) -> list[dict]:
    """The blocks of the tracks, with one for each that only items name."""
    known = [block["value"] for block in tracks]
    names = [block["value"].get("track") for block in programme]
    added = [name for name in dict.fromkeys(names) if name and name not in known]
    blocks = [{"type": "track", "value": name, "id": str(uuid.uuid4())} for name in added]
    return [*tracks, *blocks]


def migrated(programme: list[dict], tracks: list[dict], start, end) -> tuple[list, list]:
    """The programme and the tracks of an event that begins and ends at these instants."""
    days = [moment.astimezone(COPENHAGEN).date() for moment in (start, end)]
    return placed(programme, *days), named_tracks(programme, tracks)


def migrate_pages(apps, schema_editor) -> None:
    EventPage = apps.get_model("events", "EventPage")
    for page in EventPage.objects.only("programme", "tracks", "start", "end").iterator():
        before = [dict(block) for block in page.programme.raw_data]
        if not before:
            continue
        tracks = [dict(block) for block in page.tracks.raw_data]
        programme, tracks = migrated(before, tracks, page.start, page.end)
        if programme != before or tracks:
            page.programme, page.tracks = json.dumps(programme), json.dumps(tracks)
            page.save(update_fields=["programme", "tracks"])


def migrate_revisions(apps, schema_editor) -> None:
    Revision = apps.get_model("wagtailcore", "Revision")
    of_events = Revision.objects.filter(
        content_type__app_label="events", content_type__model="eventpage"
    )
    for revision in of_events.iterator(chunk_size=200):
        content = revision.content
        before = json.loads(content.get("programme") or "[]")
        if not before or not content.get("start") or not content.get("end"):
            continue
        tracks = json.loads(content.get("tracks") or "[]")
        moments = [datetime.fromisoformat(content[name]) for name in ("start", "end")]
        programme, tracks = migrated(before, tracks, *moments)
        content |= {"programme": json.dumps(programme), "tracks": json.dumps(tracks)}
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_programme_days"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(migrate_pages, migrations.RunPython.noop),
        migrations.RunPython(migrate_revisions, migrations.RunPython.noop),
    ]
