"""What publishes, and says when each was committed, for who waits to be told of it."""

import time

from bench.publishing import publish
from news.models import NewsPage

#: Seconds between two, so that each is told by itself, and after the last until all are told.
PAUSE = 0.5


def main(number: int) -> list[tuple[int, float]]:
    """Return the keys of so many pages, and the seconds since 1970 at which each was committed."""
    done = []
    publish(NewsPage.objects.order_by("-pk")[0])  # what Python loads at the first call
    for page in NewsPage.objects.live().order_by("pk")[:number]:
        publish(page)
        done.append((page.pk, time.time()))
        time.sleep(PAUSE)
    return done
