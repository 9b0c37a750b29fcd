"""What an event is, by the clock and by several of its fields: past, called off, open to sign up.

An event here is the representation of an EventPage, its card, or a reference to it; the latter two
hold fewer fields, and what is missing counts as empty.
"""

from datetime import datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.content import dates, periods
from events.choices import AttendanceMode, EventStatus, Material, Places

#: The tone of a badge, which adds a colour and a sign; its label alone says what it means.
STATUS_TONES = {
    EventStatus.CANCELLED: "stop",
    EventStatus.POSTPONED: "warning",
    EventStatus.RESCHEDULED: "warning",
    EventStatus.MOVED_ONLINE: "notice",
}
PLACES_TONES = {Places.FEW: "notice", Places.WAITING_LIST: "notice", Places.FULL: "stop"}
#: What a changed event means for who had planned to come.
NOTICES = {
    EventStatus.CANCELLED: _("The event is cancelled and will not be held."),
    EventStatus.POSTPONED: _("The event is postponed. A new date will be announced here."),
    EventStatus.RESCHEDULED: _("The event has been moved. Note the new time."),
    EventStatus.MOVED_ONLINE: _("The event has been moved online."),
}


def is_called_off(event: dict) -> bool:
    """Return whether an event does not take place when its page says: cancelled, or put off."""
    return event["status"] in ("cancelled", "postponed")


def is_over(event: dict, now: datetime) -> bool:
    """Return whether an event took place and is over."""
    return not is_called_off(event) and periods.is_past(event, now)


def has_ended(event: dict, now: datetime) -> bool:
    """Return whether the time of an event is over, whether it took place or not."""
    return periods.is_past(event, now)


def is_to_come(event: dict, now: datetime) -> bool:
    """Return whether an event is still to be put into a calendar."""
    return not is_called_off(event) and periods.is_upcoming(event, now)


def has_place(event: dict) -> bool:
    """Return whether one can come to an event, and it is known where."""
    is_online = event["attendance_mode"] == "online" or event["status"] == "moved_online"
    return not is_online and bool(event["venue"] or event["address"] or event["town"])


def for_whom(event: dict) -> str:
    """Return whom an event is for: in its own words, or by the audiences that it is filed under."""
    audiences = ", ".join(audience["name"] for audience in event["audiences"])
    return event["target_group"] or audiences


def attendance(event: dict) -> str:
    """Return "Online" or the like, as the event is held."""
    return _called(AttendanceMode(event["attendance_mode"]))


def place(event: dict) -> str:
    """Return where an event is held in a few words: the town, "Online", or both."""
    if event["attendance_mode"] == "online":
        return _called(AttendanceMode.ONLINE)
    where = event["town"] or event.get("venue") or _called(AttendanceMode.ON_SITE)
    if event["attendance_mode"] == "hybrid":
        return _("%(place)s and online") % {"place": where}
    return where


def online_note(event: dict) -> str:
    """Return how participants get to the online event, in the editor's words or in ours; "" where
    the link is there for everybody, or there is nothing to get.
    """
    is_online = event["attendance_mode"] != "on_site" or event["status"] == "moved_online"
    if event["online_note"] or event["online_url"] or not is_online:
        return event["online_note"]
    if event["status"] == "cancelled":
        return ""
    if event["registration_url"]:
        return _("Participants get the link when they have signed up.")
    return _("Participants get the link from the organiser.")


def has_afterwards(event: dict) -> bool:
    """Return whether there is something to see or read after an event."""
    return bool(event["recording_url"] or event["materials"])


def afterwards(event: dict, now: datetime) -> list[str]:
    """Return what a card says that there is after an event: slides, a recording."""
    if not periods.is_past(event, now):
        return []
    left = [
        (event.get("materials"), Material.SLIDES),
        (event.get("recording_url"), Material.RECORDING),
    ]
    return [str(each.label) for there_is, each in left if there_is]


def notice(event: dict) -> dict[str, str | Promise]:
    """Return the `text` and the `tone` of a sentence on what a changed event means for who had
    planned to come; empty where all is as planned.
    """
    text = NOTICES.get(event["status"])
    return {"text": text, "tone": STATUS_TONES[event["status"]]} if text else {}


def status_badge(status: str) -> tuple[str, str] | None:
    """Return the (label, tone) of a status, None where all is as planned."""
    tone = STATUS_TONES.get(status)
    return (_called(EventStatus(status)), tone) if tone else None


def places_badge(event: dict, now: datetime) -> tuple[str, str] | None:
    """Return the (label, tone) of how many places are left, None where there are enough, or nobody
    asks any more.
    """
    tone = PLACES_TONES.get(event.get("places"))
    is_asked = not is_called_off(event) and periods.is_upcoming(event, now)
    return (_called(Places(event["places"])), tone) if tone and is_asked else None


def badges(event: dict, now: datetime) -> list[tuple]:
    """Return the (label, tone) of an event, the weightiest first; often none."""
    found = []
    if badge := status_badge(event["status"]):
        found.append(badge)
    if is_called_off(event):
        return found
    if periods.is_past(event, now):
        return [*found, (pgettext_lazy("event", "Past"), "past")]
    if places := places_badge(event, now):
        found.append(places)
    if event.get("places") != "full" and _deadline_passed(event, now):
        found.append((_("Registration closed"), "past"))
    return found


def registration(event: dict, now: datetime) -> str:
    """Return whether one can sign up: "open", "waiting_list", "early", "closed", "full" or ""
    where there is nothing to sign up to (no address given, cancelled, over).
    """
    is_past = periods.is_past(event, now)
    if not event["registration_url"] or is_called_off(event) or is_past:
        return ""
    if _deadline_passed(event, now):
        return "closed"
    if event["registration_opens"] and now < datetime.fromisoformat(event["registration_opens"]):
        return "early"
    return event["places"] if event["places"] in ("waiting_list", "full") else "open"


def _called(choice: TextChoices) -> str:
    return capfirst(choice.label)


def _deadline_passed(event: dict, now: datetime) -> bool:
    """Return whether the deadline has passed: a day is one up to its end."""
    if not (text := event.get("registration_deadline")):
        return False
    deadline = dates.parse(text)
    if isinstance(deadline, datetime):
        return now > deadline
    return timezone.localdate(now) > deadline
