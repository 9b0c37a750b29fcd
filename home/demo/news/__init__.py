"""The demo's news. `webinar.py` first: the others are there so that it has company."""

from home.demo.news.earlier import EARLIER
from home.demo.news.recent import RECENT
from home.demo.news.unpublished import UNPUBLISHED
from home.demo.news.webinar import WEBINAR

NEWS = [WEBINAR, *EARLIER, *RECENT, *UNPUBLISHED]
