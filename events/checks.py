"""What an event should have before it is published, besides what every page should."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.content import Check, Finding, Severity
from events.choices import AttendanceMode


class PlaceGiven(Check):
    """Who is to meet on site must be told where. (Where online, the form asks for the link.)"""

    code = "event_place"
    severity = Severity.ERROR

    def find(self, page: Any) -> Iterator[Finding]:
        on_site = page.attendance_mode in (AttendanceMode.ON_SITE, AttendanceMode.HYBRID)
        if on_site and not (page.venue or page.address or page.town):
            yield self.found(_("The event has no venue, address or town."), "venue")


class DeadlineGiven(Check):
    """Who is to sign up should be told by when."""

    code = "event_deadline"

    def find(self, page: Any) -> Iterator[Finding]:
        if page.registration_url and not page.registration_deadline:
            message = _("There is a link to registration, but no deadline.")
            yield self.found(message, "registration_deadline")


class SpeakersWithRoles(Check):
    """A speaker has a role, by which the page names them."""

    code = "event_roles"
    severity = Severity.ERROR

    def find(self, page: Any) -> Iterator[Finding]:
        for speaker in page.speakers:
            if not speaker.value.get("role"):
                person = speaker.value.get("person")
                message = _("%(person)s has no role.") % {"person": person or _("A speaker")}
                yield self.found(message, f"speakers.{speaker.id}.role")
