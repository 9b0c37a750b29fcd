"""What an editor chooses from of an event."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttendanceMode(models.TextChoices):
    """Where an event is attended (schema.org's eventAttendanceMode)."""

    ON_SITE = "on_site", _("on site")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("on site and online")


class EventKind(models.TextChoices):
    """What an event is called."""

    MEETING = "meeting", _("meeting")
    THEME_DAY = "theme_day", _("theme day")
    CONFERENCE = "conference", _("conference")
    COURSE = "course", _("course")
    WEBINAR = "webinar", _("webinar")
    STUDY_TRIP = "study_trip", _("study trip")


class EventStatus(models.TextChoices):
    """Whether an event takes place as planned (schema.org's eventStatus)."""

    SCHEDULED = "scheduled", _("as planned")
    POSTPONED = "postponed", _("postponed")
    RESCHEDULED = "rescheduled", _("rescheduled")
    CANCELLED = "cancelled", _("cancelled")
    MOVED_ONLINE = "moved_online", _("moved online")


class Material(models.TextChoices):
    """What a visitor finds on the page of an event that is over."""

    SLIDES = "slides", _("Slides")
    RECORDING = "recording", _("Recording")


class Places(models.TextChoices):
    """Whether there is room for more."""

    OPEN = "open", _("places available")
    FEW = "few", _("few places")
    WAITING_LIST = "waiting_list", _("waiting list")
    FULL = "full", _("fully booked")
