"""The form of an event, in tabs as the work on it goes."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page

from cms.content import ContentPage, applies_when, takes_several_persons

ON_SITE = applies_when("attendance_mode", "on_site", "hybrid")
ONLINE = applies_when("attendance_mode", "online", "hybrid")
MOVED = applies_when("status", "rescheduled", "postponed")
HELD = applies_when("end", past=True)

CONTENT = [
    *ContentPage.content_panels,
    FieldPanel("kind"),
    FieldPanel("body"),
    MultiFieldPanel(["contact", "topics", "network"], _("Contact, topics and network")),
]
TIME_AND_PLACE = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
            FieldPanel("all_day"),
            FieldPanel("status"),
            FieldPanel("previous_start", attrs=MOVED),
        ],
        _("When"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("attendance_mode"),
            FieldPanel("venue", attrs=ON_SITE),
            FieldRowPanel([FieldPanel("address"), FieldPanel("town")], attrs=ON_SITE),
            FieldPanel("online_url", attrs=ONLINE),
            FieldPanel("online_url_is_public", attrs=ONLINE),
            FieldPanel("online_note", attrs=ONLINE),
        ],
        _("Where"),
    ),
]
PROGRAMME = [
    FieldPanel("speakers", attrs=takes_several_persons("speaker")),
    FieldPanel("tracks"),
    FieldPanel("programme"),
]
REGISTRATION = [
    FieldPanel("target_group"),
    FieldPanel("audiences"),
    FieldPanel("price"),
    FieldPanel("places"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("registration_opens"), FieldPanel("registration_deadline")]),
            FieldPanel("registration_url"),
        ],
        _("Registration"),
    ),
]
AFTERWARDS = [FieldPanel("recording_url", attrs=HELD), FieldPanel("materials")]

TABS = TabbedInterface(
    [
        ObjectList(CONTENT, heading=_("Content")),
        ObjectList(TIME_AND_PLACE, heading=_("Time and place")),
        ObjectList(PROGRAMME, heading=_("Programme and speakers")),
        ObjectList(REGISTRATION, heading=_("Registration")),
        ObjectList(AFTERWARDS, heading=_("After the event")),
        ObjectList(
            [*ContentPage.promote_panels, *Page.settings_panels], heading=_("Search and menus")
        ),
    ]
)
