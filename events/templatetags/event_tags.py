"""What depends on the clock or on several fields of an event, computed when a page is rendered.

An event here is the representation of an EventPage, its card, or a reference to it; the latter two
hold fewer fields, and what is missing counts as empty.
"""

from datetime import datetime
from itertools import groupby
from operator import itemgetter
from urllib.parse import urlencode

from django import template
from django.db.models import TextChoices
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.content import dates, periods, written
from events import programme
from events.choices import AttendanceMode, EventStatus, Material, Places

register = template.Library()

#: The tone of a badge, which adds a colour and a sign; its label alone says what it means.
STATUS_TONES = {
    EventStatus.CANCELLED: "stop",
    EventStatus.POSTPONED: "warning",
    EventStatus.RESCHEDULED: "warning",
    EventStatus.MOVED_ONLINE: "notice",
}
PLACES_TONES = {Places.FEW: "notice", Places.WAITING_LIST: "notice", Places.FULL: "stop"}

register.filter("month_abbreviation", dates.month_abbreviation)


@register.filter
def for_whom(event: dict) -> str:
    """Return whom an event is for: in its own words, or by the audiences that it is filed under."""
    audiences = ", ".join(audience["name"] for audience in event["audiences"])
    return event["target_group"] or audiences


@register.filter
def day_of_month(value: str) -> int:
    """Return the day of the month of a date or an instant, 1 to 31."""
    return dates.parse(value).day


@register.simple_tag
def event_time(event: dict) -> SafeString:
    """Return the `<time>` of an event: "17. maj 2022 kl. 10.00-12.00" or its days. Each of two
    days with hours of their own is a `<time>`, so that a line can break between them.
    """
    text = dates.period_text(event["start"], event["end"], event["all_day"])
    if event["all_day"]:
        return format_html('<time datetime="{}">{}</time>', event["start"][:10], text)
    first, _til, last = text.partition(" til ")
    html = format_html('<time datetime="{}">{}</time>', event["start"], first)
    if last:
        html += format_html(' til <time datetime="{}">{}</time>', event["end"], last)
    return html


@register.filter
def beside_the_day(event: dict) -> str:
    """Return what the day on which an event begins leaves to say of its time: "kl. 10.00-12.00",
    "til 19. maj 2022", "kl. 9.00 til 19. maj 2022 kl. 15.00"; "" of one whole day. No line ends
    between "kl." and its hour.
    """
    if not event["all_day"]:
        text = dates.period_text(event["start"], event["end"])
        return text[text.index("kl. ") :].replace("kl. ", "kl.\N{NO-BREAK SPACE}")
    first, last = periods.first_day(event), periods.last_day(event)
    return f"til {dates.date_text(last)}" if last > first else ""


@register.simple_tag
def event_moment(value: str) -> str:
    """Return "10. maj 2022 kl. 12.00" of an instant, "10. maj 2022" of a date."""
    return dates.period_text(value, None, all_day=len(value) == 10)


@register.simple_tag
def events_by_month(cards: list[dict]) -> list[tuple[str, list[dict]]]:
    """Return the cards in their order under "maj 2022", the month in which they begin; without
    those that say no month.
    """
    placed = written(cards, lambda card: (dates.month_text(card["start"][:7]), card))
    return [
        (month, [card for _month, card in found])
        for month, found in groupby(placed, key=itemgetter(0))
    ]


@register.simple_tag
def counted(ways: list[dict], apart: dict) -> list[dict]:
    """Return the ways to look at the calendar, each with how many events it shows as `count`: None
    where that is not told.
    """
    options = apart["when"].options if "when" in apart else []
    counts = {value: count for value, _label, count in options}
    return [way | {"count": counts.get(way["when"])} for way in ways]


@register.simple_tag
def offered(fields: list, ways: list[dict]) -> list:
    """Return the fields by which the list is narrowed: among events to come, none chooses by what
    they left.
    """
    is_coming = any(way["current"] and way["when"] == "upcoming" for way in ways)
    return [each for each in fields if each.name != "material" or not is_coming]


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last name, in the place of a photo."""
    words = name.split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]])


@register.simple_tag
def running_items(event: dict, days: list[dict], now: datetime) -> list[dict]:
    """Return the items of a programme's days that take place now."""
    return programme.running(event, days, now)


@register.filter
def danish_weekday(value: str) -> str:
    """Return "tirsdag" of a date."""
    return dates.weekday_text(value)


@register.filter
def has_place(event: dict) -> bool:
    """Whether it is known where an event takes place."""
    return bool(event["venue"] or event["address"] or event["town"])


@register.filter
def map_url(event: dict) -> str:
    """Return where OpenStreetMap looks for the address."""
    where = ", ".join(filter(None, [event["address"], event["town"]]))
    return f"https://www.openstreetmap.org/search?{urlencode({'query': where})}"


@register.simple_tag
def event_day(value: str, all_day: bool) -> str:
    """Return "10. maj 2022 kl. 12.00" of an instant, without the hour for whole days."""
    return dates.period_text(value, None, all_day)


@register.filter
def is_over(event: dict, now: datetime) -> bool:
    """Whether an event took place and is over."""
    return event["status"] not in ("cancelled", "postponed") and periods.is_past(event, now)


@register.filter
def has_ended(event: dict, now: datetime) -> bool:
    """Whether the time of an event is over, whether it took place or not."""
    return periods.is_past(event, now)


@register.filter
def has_afterwards(event: dict) -> bool:
    """Whether there is something to see or read after an event."""
    return bool(event["recording_url"] or event["materials"])


@register.simple_tag
def afterwards(event: dict, now: datetime) -> list[str]:
    """Return what a card says that there is after an event: slides, a recording."""
    if not periods.is_past(event, now):
        return []
    left = [
        (event.get("materials"), Material.SLIDES),
        (event.get("recording_url"), Material.RECORDING),
    ]
    return [str(each.label) for there_is, each in left if there_is]


@register.filter
def is_to_come(event: dict, now: datetime) -> bool:
    """Whether an event is still to be put into a calendar."""
    return event["status"] not in ("cancelled", "postponed") and periods.is_upcoming(event, now)


@register.filter
def attendance(event: dict) -> str:
    """Return "Online" or the like, as the event is held."""
    return _called(AttendanceMode(event["attendance_mode"]))


@register.filter
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


@register.filter
def place(event: dict) -> str:
    """Return where an event is held in a few words: the town, "Online", or both."""
    if event["attendance_mode"] == "online":
        return _called(AttendanceMode.ONLINE)
    where = event["town"] or event.get("venue") or _called(AttendanceMode.ON_SITE)
    if event["attendance_mode"] == "hybrid":
        return _("%(place)s and online") % {"place": where}
    return where


@register.inclusion_tag("events/components/badges.html", takes_context=True)
def event_badges(context: Context, event: dict) -> dict:
    """Render what a visitor must not miss: cancelled, moved, past, few places, no places."""
    found = badges(event, context["now"])
    return {"badges": [{"label": label, "tone": tone} for label, tone in found]}


@register.simple_tag(takes_context=True)
def registration_state(context: Context, event: dict) -> str:
    """Return whether one can sign up: "open", "waiting_list", "early", "closed", "full" or ""
    where there is nothing to sign up to (no address given, cancelled, over).
    """
    return registration(event, context["now"])


def status_badge(status: str) -> tuple[str, str] | None:
    """Return the (label, tone) of a status, None where all is as planned."""
    tone = STATUS_TONES.get(status)
    return (_called(EventStatus(status)), tone) if tone else None


def places_badge(event: dict, now: datetime) -> tuple[str, str] | None:
    """Return the (label, tone) of how many places are left, None where there are enough, or nobody
    asks any more.
    """
    tone = PLACES_TONES.get(event.get("places"))
    is_asked = event["status"] not in ("cancelled", "postponed") and periods.is_upcoming(event, now)
    return (_called(Places(event["places"])), tone) if tone and is_asked else None


def badges(event: dict, now: datetime) -> list[tuple]:
    """Return the (label, tone) of an event, the weightiest first; often none."""
    found = []
    if badge := status_badge(event["status"]):
        found.append(badge)
    if event["status"] in ("cancelled", "postponed"):
        return found
    if periods.is_past(event, now):
        return [*found, (pgettext_lazy("event", "Past"), "past")]
    if places := places_badge(event, now):
        found.append(places)
    if event.get("places") != "full" and _deadline_passed(event, now):
        found.append((_("Registration closed"), "past"))
    return found


def registration(event: dict, now: datetime) -> str:
    """See `registration_state`."""
    if (
        not event["registration_url"]
        or event["status"] in ("cancelled", "postponed")
        or periods.is_past(event, now)
    ):
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
