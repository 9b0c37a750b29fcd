"""The demo's events. Only the webinar of 2022 has a fixed date."""

from home.demo.events.conference import CONFERENCE
from home.demo.events.past import PAST
from home.demo.events.upcoming import UPCOMING
from home.demo.events.webinar import WEBINAR

EVENTS = [WEBINAR, CONFERENCE, *UPCOMING, *PAST]
