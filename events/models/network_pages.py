from datetime import datetime

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.content import (
    TEXT_FEATURES,
    BodyField,
    ContentPage,
    IndexPage,
    Parameter,
    StreamField,
    cards_of,
    children_of,
    descendants_of,
    periods,
    this_minute,
)
from events.blocks import PricesBlock
from events.ical import ICS, current
from events.models.event_page import EventPage


class NetworkIndexPage(IndexPage):
    """Networks in alphabetical order."""

    default_title = "Netværk"
    default_slug = "netvaerk"
    task = _("Find a network")
    subpage_types = ["events.NetworkPage"]
    reads_clock = False  # the alphabet doesn't

    class Meta:
        verbose_name = _("network index")
        verbose_name_plural = _("network indexes")

    @classmethod
    def items(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        return children_of(NetworkPage, representation["id"]).order_by("sort_key", "id")


class NetworkPage(ContentPage):
    """A network. Its meetings are the events that name it."""

    purpose = RichTextField(_("purpose"), blank=True, features=TEXT_FEATURES)
    target_group = models.CharField(_("who may join"), max_length=300, blank=True)
    joining = models.CharField(
        _("how to join"),
        max_length=300,
        blank=True,
        help_text=_("One sentence, such as: Your municipality signs up once for all of its staff."),
    )
    joining_url = models.URLField(
        _("link to join"),
        blank=True,
        help_text=_("The address of a form, beginning with https://. Empty: one asks the contact."),
    )
    prices = StreamField(
        PricesBlock(),
        verbose_name=_("price by municipality size"),
        blank=True,
    )
    body = BodyField()

    upcoming_meeting_count = 100
    past_meeting_count = 5
    #: Of how many past meetings what they left is looked for, and of how many it is shown.
    searched_meeting_count, material_count = 50, 5

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("purpose"),
        FieldPanel("target_group"),
        MultiFieldPanel([FieldPanel("joining"), FieldPanel("joining_url")], _("Joining")),
        FieldPanel("prices"),
        FieldPanel("body"),
    ]
    api_fields = [
        *(*ContentPage.api_fields, "purpose", "target_group", "joining", "joining_url"),
        *("prices", "body"),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("purpose"),
        index.SearchField("target_group"),
        index.SearchField("body"),
    ]
    card_fields = ["target_group"]
    schema_org_type = "Organization"
    feeds = [ICS]
    parent_page_types = ["events.NetworkIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """Return `upcoming_meetings`, the next ones first, and `past_meetings`, the last few:
        cards; and `materials`, the cards of the latest meetings that left slides or a recording.
        """
        now, key = this_minute(), representation["id"]
        held = cards_of(_past, cls.searched_meeting_count, now, network=key)
        left = [card for card in held if card["materials"] or card["recording_url"]]
        return {
            "upcoming_meetings": cards_of(_upcoming, cls.upcoming_meeting_count, now, network=key),
            "past_meetings": held[: cls.past_meeting_count],
            "materials": left[: cls.material_count],
        }

    @classmethod
    def calendar_events(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        """Return the network's meetings, of which the past year's stay in the calendars that have
        them.
        """
        return current(EventPage.objects.filter(network=representation["id"]), now)

    @classmethod
    def teasers(cls, section_id: int, now: datetime) -> QuerySet:
        """Return networks in alphabetical order."""
        return descendants_of(cls, section_id).order_by("sort_key", "id")


def _upcoming(now: datetime, network: Parameter) -> QuerySet:
    """Return a network's meetings that are not over, the next one first."""
    meetings = EventPage.objects.filter(periods.upcoming(EventPage, now), network=network)
    return meetings.order_by("start", "id")


def _past(now: datetime, network: Parameter) -> QuerySet:
    """Return a network's meetings that are over, the last one first."""
    meetings = EventPage.objects.filter(periods.past(EventPage, now), network=network)
    return meetings.order_by("-start", "-id")
