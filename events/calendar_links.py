"""The ways to put an event into a calendar: links that open one with the event filled in, and the
file for all others.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.content import dates
from events.states import place

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.office.com/calendar/deeplink/compose"


def calendar_links(event: dict, url: str, file: str) -> list[dict]:
    """Return `[{"label", "url"}]` for an event at an absolute URL, and of its iCalendar file. Plain
    links: nothing of these calendars is loaded, and they are told what the page says.
    """
    begins, ends = _instant(event["start"]), _instant(event["end"] or event["start"])
    where = ", ".join(filter(None, [event["venue"], event["address"], event["town"]]))
    where = where if event["attendance_mode"] != "online" else place(event)
    if event["all_day"]:
        first, last = timezone.localdate(begins), timezone.localdate(ends) + timedelta(days=1)
        google = f"{first:%Y%m%d}/{last:%Y%m%d}"
        outlook = {"startdt": f"{first}", "enddt": f"{last}", "allday": "true"}
    else:
        google = f"{begins:%Y%m%dT%H%M%SZ}/{ends:%Y%m%dT%H%M%SZ}"
        outlook = {"startdt": f"{begins:%Y-%m-%dT%H:%M:%SZ}", "enddt": f"{ends:%Y-%m-%dT%H:%M:%SZ}"}
    of_google = {"action": "TEMPLATE", "text": event["title"], "dates": google, "details": url}
    of_outlook = {"rru": "addevent", "subject": event["title"], "body": url} | outlook
    return [
        {"label": "Google", "url": f"{GOOGLE}?{urlencode(of_google | {'location': where})}"},
        {"label": "Outlook", "url": f"{OUTLOOK}?{urlencode(of_outlook | {'location': where})}"},
        {"label": _("As a file, for all other calendars"), "url": file},
    ]


def _instant(text: str) -> datetime:
    """Return the instant in UTC; of a date its beginning here."""
    value = dates.parse(text)
    if not isinstance(value, datetime):
        value = datetime.combine(value, datetime.min.time())
    return (timezone.make_aware(value) if timezone.is_naive(value) else value).astimezone(UTC)
