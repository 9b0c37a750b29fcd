"""Events as iCalendar (RFC 5545, RFC 7986), for calendars that keep or subscribe to them.

Everything is taken from the representation; nothing depends on the clock, so the same events are
the same bytes. docs/integrators.md tells what a property means.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from django.db.models import Case, F, QuerySet, When
from django.http import QueryDict
from django.utils import formats
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText, vUri
from wagtail.models import Page

from cms.content import Entry, Feed, FeedHead, dates, line, periods, written
from events.programme import days_of, items_of
from events.states import for_whom, online_note, status_badge

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
# Written by hand: the zones that icalendar adds list years of single changes, at which Outlook
# stumbles. Since 1996 the rule is the same for the whole of the EU.
TIMEZONE = Timezone.from_ical(
    """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
X-LIC-LOCATION:Europe/Copenhagen
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
)
#: How often a program that subscribes should ask again.
REFRESH = timedelta(hours=2)
#: How many events a calendar holds.
MOST_EVENTS = 1_000
#: How long past events stay: a calendar that subscribes drops what is no longer there.
KEPT = timedelta(days=365)
STATUSES = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


def current(events: QuerySet, now: datetime) -> QuerySet:
    """Return those of the events that stay in the calendars that have them: the past year's too."""
    return events.filter(periods.upcoming(events.model, now - KEPT))


def _events(model: type[Page], representation: dict, query: QueryDict, now: datetime) -> QuerySet:
    """Return the events that the page's type names, the next one first, then the past ones from the
    last one on, so that those matter most that a calendar keeps where there are more than it holds.
    """
    events = model.calendar_events(representation, query, now)
    next_ones = Case(When(periods.upcoming(events.model, now), then=F("start")))
    return events.order_by(next_ones.asc(nulls_last=True), "-start", "-pk")


def _write(head: FeedHead, entries: list[Entry]) -> bytes:
    """Return the events by their start. A page of one event is that event only; other pages are
    calendars with a name, which a program may subscribe to.
    """
    sequences = {entry.page["id"]: entry.content_sequence for entry in entries}
    calendar = Calendar()
    calendar.add("prodid", f"-//{head.site['name']}//Arrangementer//DA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if head.page["id"] not in sequences:
        _describe(calendar, line(head.title), head.page["meta"]["html_url"])
    calendar.add_component(TIMEZONE)
    placed = written(
        (entry.page for entry in entries),
        lambda page: (_place(page), _event(page, sequences[page["id"]])),
    )
    for _at, event in sorted(placed, key=itemgetter(0)):
        calendar.add_component(event)
    return calendar.to_ical()


ICS = Feed("ics", "text/calendar", "iCal", _events, _write, MOST_EVENTS)


def _place(page: dict) -> tuple[float, int]:
    """Return a time in a calendar. Not in UTC, which has no year before the first."""
    return datetime.fromisoformat(page["start"]).timestamp(), page["id"]


def _describe(calendar: Calendar, title: str, url: str) -> None:
    """Name a calendar, by the RFC 7986 and in the older ways of Apple, Google and Outlook; say
    what it holds.
    """
    text = _(
        "Events that are not over, and those of the past year: at most %(limit)s, the next first."
    )
    for name in ("description", "x-wr-caldesc"):
        calendar.add(
            name, vText(text % {"limit": formats.number_format(MOST_EVENTS, force_grouping=True)})
        )
    # As texts, or the library would leave a comma in them as it is.
    calendar.add("name", vText(title))
    calendar.add("x-wr-calname", vText(title))
    calendar.add("x-wr-timezone", COPENHAGEN.key)
    calendar.add("url", vUri(url))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT2H")


def _event(page: dict, sequence: int) -> Event:
    meta = page["meta"]
    first_published = meta["first_published_at"] or page["start"]
    changed = _utc(meta["last_published_at"] or first_published)
    event = Event()
    event.add("uid", uid(page))
    event.add("sequence", sequence)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("created", _utc(first_published))
    event.add("summary", _summary(page))
    for name, moment in zip(("dtstart", "dtend"), _period(page), strict=True):
        event.add(name, moment)
    event.add("status", STATUSES.get(page["status"], "CONFIRMED"))
    is_off = page["status"] in STATUSES
    event.add("transp", "TRANSPARENT" if is_off or page["all_day"] else "OPAQUE")
    if where := location(page):
        event.add("location", where)
    event.add("description", _description(page))
    event.add("url", vUri(meta["html_url"]))
    if page["online_url"]:
        parameters = {"VALUE": "URI", "LABEL": _("Take part online")}
        event.add("conference", vUri(page["online_url"]), parameters=parameters)
    if page["topics"]:
        event.add("categories", [topic["name"] for topic in page["topics"]])
    if page["contact"] and page["contact"]["mail"]:
        organizer = vCalAddress(f"mailto:{page['contact']['mail']}")
        organizer.params["CN"] = page["contact"]["name"]
        event.add("organizer", organizer)
    return event


def uid(page: dict) -> str:
    """Return the event's UID: it stays when the page is renamed, moved or changed in any way."""
    host = page["meta"]["detail_url"].split("/")[2].split(":")[0]
    return f"page-{page['id']}@{host}"


def location(page: dict) -> str:
    """Return where it is held, on one line: "KL-Huset, Weidekampsgade 10, København"."""
    parts = [page["venue"], page["address"], page["town"]]
    if page["attendance_mode"] == "online" or page["status"] == "moved_online":
        parts = [_("Online")]
    elif page["attendance_mode"] == "hybrid":
        parts.append(_("Online"))
    return ", ".join(filter(None, parts))


def _summary(page: dict) -> str:
    # Said in the title as well: not every calendar shows a status.
    badge = status_badge(page["status"])
    return f"{badge[0]}: {page['title']}" if badge else page["title"]


def _period(page: dict) -> tuple[date, date] | tuple[datetime, datetime]:
    """Start and end. Those of whole days are dates, and the end is the day after the last one."""
    start, end = (_local(page[name]) for name in ("start", "end"))
    if page["all_day"]:
        return start.date(), periods.last_day(page) + timedelta(days=1)
    return start, end


def _description(page: dict) -> str:
    lines: Iterable[str] = [
        page["lede"],
        str(online_note(page)),
        _labelled(_("Take part online"), page["online_url"]),
        _labelled(_("For whom"), for_whom(page)),
        _labelled(_("Price"), page["price"]),
        _deadline(page),
        _programme(page),
        page["meta"]["html_url"],
    ]
    return "\n\n".join(filter(None, lines))


def _programme(page: dict) -> str:
    """Return a line an item, under its day where there are several."""
    lines = []
    for day in days_of(page):
        if day["number"]:
            lines += ["", f"{dates.weekday_text(day['date'])} {dates.date_text(day['date'])}"]
        lines += [_item(item) for item in items_of(day)]
    return "\n".join([f"{_('Programme')}:", *lines]) if lines else ""


def _item(item: dict) -> str:
    times = "-".join(dates.time_text(at) for at in (item["start"], item["end"]) if at)
    track = f" ({item['track']})" if item["track"] else ""
    return f"{times} {item['title']}{track}".strip()


def _labelled(label: str, value: str) -> str:
    return f"{label}: {value}" if value else ""


def _deadline(page: dict) -> str:
    deadline = page["registration_deadline"]
    return _labelled(_("Sign up by"), dates.period_text(deadline, None) if deadline else "")


def _local(value: str) -> datetime:
    return datetime.fromisoformat(value).astimezone(COPENHAGEN)


def _utc(value: str) -> datetime:
    return datetime.fromisoformat(value).astimezone(ZoneInfo("UTC"))
