from events.choices import AttendanceMode, EventKind, EventStatus, Places
from events.models.audiences import Audience
from events.models.event_index_page import EventIndexPage
from events.models.event_page import EventPage
from events.models.network_pages import NetworkIndexPage, NetworkPage

__all__ = [
    "AttendanceMode",
    "Audience",
    "EventIndexPage",
    "EventKind",
    "EventPage",
    "EventStatus",
    "NetworkIndexPage",
    "NetworkPage",
    "Places",
]
