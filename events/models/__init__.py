from events.models.event_index_page import EventIndexPage
from events.models.event_page import AttendanceMode, EventKind, EventPage, EventStatus, Places
from events.models.network_pages import NetworkIndexPage, NetworkPage

__all__ = [
    "AttendanceMode",
    "EventIndexPage",
    "EventKind",
    "EventPage",
    "EventStatus",
    "NetworkIndexPage",
    "NetworkPage",
    "Places",
]
