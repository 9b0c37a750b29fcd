"""What an editor may not say in an event's programme."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.content import dates
from events.programme import days_allowed

if TYPE_CHECKING:
    from events.models import EventPage


def programme_errors(event: "EventPage") -> dict[str, ValidationError]:
    """Return by field what is wrong: tracks named twice, items in tracks that the event doesn't
    name, and items on days on which it doesn't take place.
    """
    found = {"tracks": _errors_of_tracks(event), "programme": _errors_of_items(event)}
    return {
        field: StreamBlockValidationError(block_errors=errors)
        for field, errors in found.items()
        if errors
    }


def _errors_of_tracks(event: "EventPage") -> dict[int, ValidationError]:
    names = [block.value.strip().casefold() for block in event.tracks]
    return {
        number: ValidationError(_("There is already a track of this name."))
        for number, name in enumerate(names)
        if name in names[:number]
    }


def _errors_of_items(event: "EventPage") -> dict[int, ValidationError]:
    tracks = [block.value for block in event.tracks]
    days = None
    if event.start and event.end and event.start <= event.end:
        days = days_allowed(event.start, event.end, event.all_day)
    found = {}
    for number, block in enumerate(event.programme):
        errors = {}
        if message := _about_track(block.value.get("track", ""), tracks):
            errors["track"] = ValidationError(message)
        if message := _about_day(block.value.get("day"), days):
            errors["day"] = ValidationError(message)
        if errors:
            found[number] = StructBlockValidationError(block_errors=errors)
    return found


def _about_track(track: str, tracks: list[str]) -> str:
    if not track or track in tracks:
        return ""
    if not tracks:
        return _("The event has no tracks. Add the track under Tracks first.")
    message = _("The event has no track of this name. Its tracks: %(tracks)s.")
    return message % {"tracks": ", ".join(tracks)}


def _about_day(day: date | None, days: tuple[date, date] | None) -> str:
    if day is None or days is None or days[0] <= day <= days[1]:
        return ""
    message = _("The event does not take place on this day, but on %(days)s.")
    return message % {"days": dates.date_range_text(*days)}
