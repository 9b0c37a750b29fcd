"""How long it takes to publish, with the log's triggers and without: which is stock Wagtail."""

import time
from itertools import islice

from django.db import connection

from bench.scenarios import OURS, STOCK
from cms.postgres.sql_files import read_sql
from news.models import NewsPage

#: So many in turn with and without triggers, so that both meet the same machine.
TURN = 10

_SWITCH = read_sql(__file__, "switch_triggers")


def main(number: int) -> dict[str, list[float]]:
    """Return the seconds of so many publishings each."""
    taken: dict[str, list[float]] = {OURS: [], STOCK: []}
    pages = iter(NewsPage.objects.live().order_by("pk")[: 2 * number + 2])
    publish(next(pages))  # what Python loads at the first call
    turn = min(TURN, number)
    for _ in range(0, number, turn):
        for name, verb in ((OURS, "ENABLE"), (STOCK, "DISABLE")):
            switch_triggers(verb)
            taken[name] += [publish(page) for page in islice(pages, turn)]
    switch_triggers("ENABLE")
    return taken


def publish(page: NewsPage) -> float:
    page.title += " (rettet)"
    start = time.perf_counter()
    page.save_revision().publish()
    return time.perf_counter() - start


def switch_triggers(verb: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SWITCH, {"verb": verb})
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
