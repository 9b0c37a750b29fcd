"""A whole copy of the news: line by line from the log, list by list from stock Wagtail's API, and
the same lines from a view that only reads them.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median

import psycopg

from bench.load import HEADERS, Refused, drive, fetch
from bench.measures import Effort
from bench.peers.bare import TABLE
from bench.scenarios import BARE, BARE_PREFIX, LIST, OURS, STOCK, STOCK_PREFIX, Site
from bench.surroundings import Process

CHANGES = "/api/v2/changes/?type=news.NewsPage"
LINES = f"{CHANGES}&format=ndjson"


@dataclass(frozen=True)
class Copied:
    """Of so many pages: the seconds of a copy by what it is read from, in the median; the
    milliseconds of a round that brings nothing new, and of a processor that the worker takes for
    it; bytes that the worker has in memory after the first copy and after the last.
    """

    pages: int
    seconds: dict[str, float]
    nothing_new: float
    nothing_new_of_worker: float
    memory: tuple[int, int]


def copy(url: str, ours: Process, peers: Process, site: Site, effort: Effort) -> Copied:
    """Return the figures for the site at this database. Stock Wagtail is read once, since it takes
    long; the others take turns.
    """
    taken: dict[str, list[float]] = {OURS: [], STOCK: [], BARE: []}

    def take(peer: str, read: Callable[[], int]) -> None:
        begun = time.perf_counter()
        if (count := read()) != site.news:
            raise Refused(f"{peer}: {count} news of {site.news}")
        taken[peer].append(time.perf_counter() - begun)

    _keep(url, ours.port)
    before = ours.memory()
    take(STOCK, lambda: _lists(peers.port, site))
    for _ in range(effort.rounds):
        take(OURS, lambda: _lines(ours.port, LINES))
        take(BARE, lambda: _lines(peers.port, BARE_PREFIX + LINES))
    place = json.loads(fetch(ours.port, f"{CHANGES}&since=now")[0])["next"]
    asked, processor = [f"{CHANGES}&since={place}"], ours.processor()
    nothing = drive(ours.port, asked, effort.seconds, effort.requests, connections=1)
    processor = ours.processor() - processor
    return Copied(
        pages=site.news,
        seconds={peer: median(each) for peer, each in taken.items()},
        nothing_new=nothing.median,
        nothing_new_of_worker=1000 * processor / len(nothing.latencies),
        memory=(before, ours.memory()),
    )


def _keep(url: str, port: int) -> None:
    """Put the lines where the bare view finds them."""
    lines = fetch(port, LINES)[0].decode().splitlines(keepends=True)
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.executemany(
            "INSERT INTO bench_answer VALUES (%s, %s, %s)",
            [(LINES, position, line) for position, line in enumerate(lines)],
        )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE bench_answer")


def _lines(port: int, path: str) -> int:
    """Return how many changes there are, read to the end."""
    body, _headers = fetch(port, path)
    *lines, last = body.splitlines()
    if json.loads(last)["more"]:
        raise Refused(f"{path} took longer than an answer may")
    return sum(line.startswith(b'{"change"') for line in lines)


def _lists(port: int, site: Site) -> int:
    found, connection = 0, HTTPConnection("127.0.0.1", port, timeout=120)
    for offset in range(0, site.news, 20):
        connection.request("GET", f"{STOCK_PREFIX}{LIST}&offset={offset}", headers=HEADERS)
        found += len(json.loads(connection.getresponse().read())["items"])
    connection.close()
    return found
