"""An event's programme by day, time and track, from its representation."""

from datetime import date, datetime, time

from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import pgettext

from cms.content import periods
from events.states import is_called_off

#: The parameter of an event's address by which its programme is narrowed to one track.
TRACK = "track"
#: So many tracks a small screen shows side by side in time; of more, one reads a track at a time.
FEW_TRACKS = 3


def first_and_last_day(event: dict) -> tuple[date, date]:
    """Return the days on which the event begins and ends."""
    return date.fromisoformat(event["start"][:10]), periods.last_day(event)


def tracks_of(event: dict) -> list[str]:
    """Return the names of the tracks that items are in, in the order that the event gives them."""
    named = [block["value"] for block in event["tracks"]]
    used = [block["value"]["track"] for block in event["programme"]]
    return [name for name in dict.fromkeys([*named, *used]) if name and name in used]


def days_of(event: dict, track: str | None = None) -> list[dict]:
    """Return the programme as `{"date", "number", "slots"}`, a day at a time. A slot is `{"item"}`,
    or, where tracks overlap, `{"start", "until", "tracks": [{"name", "items"}]}`; `until` is when
    all tracks end that have one item each, all of the same time, otherwise None. An item is the
    value of its block with `block_id`, `anchor`, the day, and the instants `start_at` and `end_at`
    (None if it is not known when it ends), as ISO texts in local time.

    With `track`, what takes place in the other tracks is left out.
    """
    first, last = first_and_last_day(event)
    items = [_item(block, first) for block in event["programme"]]
    shown = [item for item in items if not track or item["track"] in ("", track)]
    dates = sorted({item["day"] for item in shown})
    return [
        {
            "date": day,
            "number": (date.fromisoformat(day) - first).days + 1 if last > first else None,
            "slots": _slots(_with_instants([item for item in shown if item["day"] == day])),
        }
        for day in dates
    ]


def programme_context(event: dict, query: QueryDict) -> dict:
    """Return what the template of an event gets: the `days` of its programme, its `tracks` as links
    (first to all of them; none where there are fewer than two), the `unknown_track` that was asked
    for, or "", and `by_track`, `{"name", "url", "items"}` of each where there are many of them and
    none was chosen.
    """
    names, asked = tracks_of(event), query.get(TRACK, "")
    chosen = asked if asked in names else ""
    address, days = event["meta"]["html_url"], days_of(event, chosen)
    links = [
        {"label": pgettext("tracks", "All"), "url": f"{address}#program", "current": not chosen}
    ]
    for name in names:
        url = f"{address}?{urlencode({TRACK: name})}#program"
        links.append({"label": name, "url": url, "current": name == chosen})
    return {
        "days": days,
        "tracks": links if len(names) > 1 else [],
        "unknown_track": "" if asked == chosen else asked,
        "by_track": _by_track(days, links[1:]) if len(names) > FEW_TRACKS and not chosen else [],
    }


def _by_track(days: list[dict], links: list[dict]) -> list[dict]:
    items = [item for day in days for item in items_of(day)]
    return [
        {
            "name": link["label"],
            "url": link["url"],
            "items": [item for item in items if item["track"] == link["label"]],
        }
        for link in links
    ]


def running(event: dict, days: list[dict], now: datetime) -> list[dict]:
    """Return the items of the days that take place now."""
    if is_called_off(event):
        return []
    return [item for day in days for item in items_of(day) if is_running(item, now)]


def is_running(item: dict, now: datetime) -> bool:
    """Return whether an item takes place now."""
    if item["start_at"] is None or item["end_at"] is None:
        return False
    return periods.is_ongoing({"start": item["start_at"], "end": item["end_at"]}, now)


def instant(day: str, clock: str) -> str:
    """Return the moment of a day and a time, such as "09:30:00", with the local offset."""
    return timezone.make_aware(
        datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
    ).isoformat()


def _item(block: dict, first: date) -> dict:
    value = block["value"]
    block_id = block.get("id") or ""
    anchor = f"punkt-{block_id[:8]}" if block_id else ""
    day = value["day"] or first.isoformat()
    return value | {"block_id": block_id, "anchor": anchor, "day": day}


def _with_instants(items: list[dict]) -> list[dict]:
    """Return the items with their ends: one without lasts until the day's next one begins."""
    starts = sorted({item["start"] for item in items if item["start"]})
    found = []
    for item in items:
        later = [start for start in starts if item["start"] and start > item["start"]]
        end = item["end"] or (later[0] if later else None)
        moments = {"start_at": item["start"], "end_at": end}
        found.append(item | {name: at and instant(item["day"], at) for name, at in moments.items()})
    return found


def _slots(items: list[dict]) -> list[dict]:
    slots: list[dict] = []
    for item in items:
        last = slots[-1] if slots else {}
        if item["track"] and last.get("tracks") and item["start"] and item["start"] < last["end"]:
            last["end"] = max(last["end"], item["end"] or item["start"])
            _add_to_track(last["tracks"], item)
        elif item["track"]:
            end = item["end"] or item["start"] or ""
            tracks = [{"name": item["track"], "items": [item]}]
            slots.append({"start": item["start"], "end": end, "tracks": tracks})
        else:
            slots.append({"item": item, "tracks": []})
    # A track with nothing beside it is an item like any other.
    return [
        {"item": slot["tracks"][0]["items"][0], "tracks": []}
        if _is_alone(slot)
        else slot | {"until": _until(slot)}
        for slot in slots
    ]


def _until(slot: dict) -> str | None:
    times = [(item["start"], item["end"]) for item in _in_tracks(slot)]
    is_even = len(times) == len(slot["tracks"]) and len(set(times)) == 1
    return times[0][1] if is_even else None


def _add_to_track(tracks: list[dict], item: dict) -> None:
    for track in tracks:
        if track["name"] == item["track"]:
            track["items"].append(item)
            return
    tracks.append({"name": item["track"], "items": [item]})


def _is_alone(slot: dict) -> bool:
    return len(slot["tracks"]) == 1 and len(slot["tracks"][0]["items"]) == 1


def items_of(day: dict) -> list[dict]:
    """Return the items of a day, as they stand on the page."""
    return [
        item
        for slot in day["slots"]
        for item in ([slot["item"]] if "item" in slot else _in_tracks(slot))
    ]


def _in_tracks(slot: dict) -> list[dict]:
    return [item for track in slot["tracks"] for item in track["items"]]


def days_allowed(start: datetime, end: datetime, all_day: bool) -> tuple[date, date]:
    """Return the first and the last day of what begins and ends at these instants."""
    local = {"start": timezone.localtime(start), "end": timezone.localtime(end)}
    event = {name: at.isoformat() for name, at in local.items()} | {"all_day": all_day}
    return first_and_last_day(event)
