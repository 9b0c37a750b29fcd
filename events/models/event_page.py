from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.api import APIField
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.search import index

from cms.content import (
    BodyField,
    ChoiceFilter,
    ContentPage,
    DatedCopy,
    PageFilter,
    Parameter,
    PeriodFilter,
    StreamField,
    TermFilter,
    TextFilter,
    Timed,
    TimedField,
    cards_of,
    descendants_of,
    periods,
    this_minute,
)
from events.blocks import ProgrammeBlock, SpeakersBlock, TracksBlock
from events.checks import DeadlineGiven, PlaceGiven, SpeakersWithRoles
from events.choices import AttendanceMode, EventKind, EventStatus, Places
from events.feed_facts import when_and_where
from events.ical import ICS
from events.material_filter import MaterialFilter
from events.models.event_panels import TABS
from events.programme import programme_context
from events.programme_rules import programme_errors
from events.structured_data import event_members

#: What previews have in common: an event that is still to come, whenever they are looked at.
COMING = {
    "start": "2092-05-17T10:00:00+02:00",
    "end": "2092-05-17T12:00:00+02:00",
    "all_day": False,
    "status": EventStatus.SCHEDULED.value,
    "places": Places.OPEN.value,
    "registration_opens": None,
    "registration_deadline": "2092-05-10T12:00:00+02:00",
}


class EventPage(ContentPage):
    """An event. One page is one VEVENT (RFC 5545). A cancelled event keeps its page."""

    kind = models.CharField(_("kind"), max_length=12, choices=EventKind.choices, blank=True)
    start = models.DateTimeField(_("start"), db_index=True)
    end = models.DateTimeField(_("end"), db_index=True)
    previous_start = models.DateTimeField(
        _("previous start"),
        null=True,
        blank=True,
        help_text=_("When the event was to start before it was moved."),
    )
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("Show the dates without times.")
    )
    attendance_mode = models.CharField(
        _("attendance"),
        max_length=10,
        choices=AttendanceMode.choices,
        default=AttendanceMode.ON_SITE,
    )
    venue = models.CharField(_("venue"), max_length=150, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    online_url = models.URLField(_("link to the online event"), blank=True)
    online_url_is_public = models.BooleanField(
        _("everybody may see the link"),
        default=False,
        help_text=_(
            "If not, you give the link to the participants yourself. It is never shown for an "
            "event that is cancelled or over."
        ),
    )
    online_note = models.CharField(
        _("note on the online event"),
        max_length=200,
        blank=True,
        help_text=_(
            "Such as when participants get the link. If empty, the page says that they get it "
            "when they have signed up."
        ),
    )
    target_group = models.CharField(
        _("target group"),
        max_length=300,
        blank=True,
        help_text=_("In the words that the page shows. If empty, it names the audiences."),
    )
    audiences = ParentalManyToManyField(
        "events.Audience",
        verbose_name=_("audiences"),
        blank=True,
        related_name="+",
        help_text=_("What visitors find the event by in the calendar."),
    )
    price = models.CharField(_("price"), max_length=200, blank=True)
    registration_opens = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_deadline = models.DateTimeField(_("registration deadline"), null=True, blank=True)
    registration_url = models.URLField(_("link to registration"), blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=EventStatus.choices, default=EventStatus.SCHEDULED
    )
    places = models.CharField(
        _("places"), max_length=12, choices=Places.choices, default=Places.OPEN
    )
    recording_url = models.URLField(_("link to the recording"), blank=True)
    materials = StreamField(
        [("document", DocumentChooserBlock(label=_("Document")))],
        verbose_name=_("slides and other documents"),
        blank=True,
        help_text=_("What participants get afterwards, such as slides and minutes."),
    )
    tracks = StreamField(
        TracksBlock(),
        verbose_name=_("tracks"),
        blank=True,
        help_text=_(
            "What takes place side by side, such as the themes of a conference. When you rename a "
            "track, the programme's items follow."
        ),
    )
    programme = StreamField(ProgrammeBlock(), verbose_name=_("programme"), blank=True)
    speakers = StreamField(SpeakersBlock(), verbose_name=_("speakers"), blank=True)
    network = models.ForeignKey(
        "events.NetworkPage",
        verbose_name=_("network"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = BodyField()

    other_meeting_count = 3

    edit_handler = TABS
    api_fields = [
        *ContentPage.api_fields,
        "kind",
        "start",
        "end",
        "previous_start",
        "all_day",
        "attendance_mode",
        "venue",
        "address",
        "town",
        APIField("online_url", serializer=TimedField("public_online_url")),
        "online_note",
        "target_group",
        "audiences",
        "price",
        "registration_opens",
        "registration_deadline",
        "registration_url",
        "status",
        "places",
        "recording_url",
        "materials",
        "tracks",
        "programme",
        "speakers",
        "network",
        "body",
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.FilterField("start"),
        index.FilterField("end"),
        *map(index.SearchField, ["venue", "town", "target_group", "programme", "speakers", "body"]),
    ]
    card_fields = [
        *("kind", "start", "end", "all_day", "attendance_mode", "venue", "town", "status"),
        *("places", "registration_deadline", "recording_url", "materials"),
    ]
    reference_fields = ["start", "end", "all_day", "attendance_mode", "town", "status"]
    filters = [
        *(ChoiceFilter("kind", label=_("Type")), *ContentPage.filters, PageFilter("network")),
        *(TermFilter("audience", label=_("For whom")), ChoiceFilter("attendance_mode")),
        *(TextFilter("town"), MaterialFilter("material", label=_("Material"))),
        PeriodFilter("start", "end"),
    ]
    checks = [PlaceGiven(), SpeakersWithRoles(), *ContentPage.checks, DeadlineGiven()]
    dated_copy = DatedCopy(
        shifts=(
            *("start", "end", "registration_opens", "registration_deadline"),
            "programme.programme_item.day",
        ),
        forgets=(
            *("registration_url", "places", "status", "previous_start", "online_url"),
            *("recording_url", "materials"),
        ),
    )
    schema_org_type = "Event"
    facet_date = "start"
    feeds = [ICS]
    preview_states = {
        **{label: COMING | {"status": value} for value, label in EventStatus.choices},
        **{label: COMING | {"places": value} for value, label in Places.choices},
        _("several days"): COMING | {"end": "2092-05-19T12:00:00+02:00"},
        _("held"): COMING
        | {"start": "2022-05-17T10:00:00+02:00", "end": "2022-05-17T12:00:00+02:00"},
    }
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @classmethod
    def teasers(cls, section_id: int, now: datetime) -> QuerySet:
        """Return events that are not over, the next one first."""
        coming = periods.upcoming(cls, now)
        return descendants_of(cls, section_id).filter(coming).order_by("start", "id")

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """Return `other_meetings`: cards of the next meetings of the event's network; and what
        `programme_context` tells.
        """
        context = programme_context(representation, request.GET)
        network = representation["network"]
        if network is None:
            return context | {"other_meetings": []}
        values = {"key": representation["id"], "network": network["id"]}
        others = cards_of(cls._others, cls.other_meeting_count, this_minute(), **values)
        return context | {"other_meetings": others}

    @classmethod
    def _others(cls, now: datetime, key: Parameter, network: Parameter) -> QuerySet:
        coming = cls.objects.filter(periods.upcoming(cls, now), network=network)
        return coming.exclude(pk=key).order_by("start", "id")

    @classmethod
    def schema_org(cls, representation: dict) -> dict:
        return event_members(representation)

    @classmethod
    def feed_facts(cls, representation: dict) -> str:
        return when_and_where(representation)

    @classmethod
    def calendar_events(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        """Return the event itself."""
        return cls.objects.filter(pk=representation["id"])

    def public_online_url(self) -> Timed | str:
        """Return the link to the online event where everybody may see it: not if the event is
        cancelled, and until it is over.
        """
        if not self.online_url_is_public or self.status == EventStatus.CANCELLED:
            return ""
        return Timed(self.online_url, end=periods.over_at(self.end, self.all_day), otherwise="")

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.start and self.end and not self._ends_after_start():
            errors["end"] = _("The end must be after the start.")
        if self.registration_deadline and self.start and self.registration_deadline > self.start:
            errors["registration_deadline"] = _("The deadline must be before the event starts.")
        if (
            self.registration_opens
            and self.registration_deadline
            and self.registration_opens >= self.registration_deadline
        ):
            errors["registration_opens"] = _("Registration must open before the deadline.")
        online = self.attendance_mode in (AttendanceMode.ONLINE, AttendanceMode.HYBRID)
        if online and not (self.online_url or self.online_note):
            errors["online_url"] = _(
                "An online event needs a link, or a note on how to get the link."
            )
        errors |= programme_errors(self)
        if errors:
            raise ValidationError(errors)

    def _ends_after_start(self) -> bool:
        # An event that lasts all of one day begins and ends on the same date.
        return self.end >= self.start if self.all_day else self.end - self.start > timedelta(0)
