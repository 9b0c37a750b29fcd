"""What the first view of a page takes of a worker: of its CPU alone, by Django's test client.

Each page is asked for once, so nothing of it is remembered, though what all pages share is. Unlike
requests a second, what a process computes hardly depends on what else the machine does, so two
states of the code can be held against each other: run this step in both in turn (see
docs/performance.md).
"""

import gc
import time
from statistics import median

from django.conf import settings
from django.test import Client

from bench.scenarios import Paths
from bench.site import address
from events.models import EventIndexPage, EventPage
from news.models import NewsIndexPage, NewsPage

#: Of each kind, asked for before the measuring begins: so many, and not among the measured.
WARMING = 10


def main(count: int) -> dict[str, float]:
    """Return milliseconds, the median of at most `count` pages of each kind."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    found = {}
    for name, paths in _paths(count + WARMING).items():
        for path in paths[:WARMING]:
            _take(client, path)
        gc.collect()
        found[name] = round(median(_take(client, path) for path in paths[WARMING:]), 2)
    return found


def _paths(count: int) -> dict[str, Paths]:
    news, events = address(NewsIndexPage.objects.get()), address(EventIndexPage.objects.get())
    return {
        "news": [address(page) for page in NewsPage.objects.live().order_by("pk")[:count]],
        "event": [address(page) for page in EventPage.objects.live().order_by("pk")[:count]],
        "index of news": [f"{news}?_={number}" for number in range(count)],
        "calendar": [f"{events}?_={number}" for number in range(count)],
        "front": [f"/?_={number}" for number in range(count)],
    }


def _take(client: Client, path: str) -> float:
    began = time.process_time()
    response = client.get(path, secure=True, headers={"accept-encoding": "gzip"})
    taken = 1000 * (time.process_time() - began)
    if response.status_code != 200:
        raise ValueError(f"{path}: {response.status_code}")
    return taken
