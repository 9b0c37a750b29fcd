"""`make bench`: build the sites, measure, tell, and remove what was made."""

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache

from bench import databases
from bench.copying import copy
from bench.measures import (
    Effort,
    compare,
    grow,
    keep_answers,
    lead,
    watch_distinct,
    watch_memory,
)
from bench.report import Results
from bench.scenarios import BARE, COMPARISONS, OURS, STOCK, Site
from bench.streams import follow
from bench.surroundings import (
    Process,
    clean_up,
    collect_static,
    folder,
    manage,
    run_step,
    web_server,
)
from bench.visits import visit

WHOLE = Effort(
    connections=8,
    rounds=3,
    seconds=3,
    requests=16,
    memory_requests=50_000,
    distinct=5_000,
    publishings=200,
    visits=5,
    streams=500,
    told=10,
)
QUICK = Effort(
    connections=1,
    rounds=1,
    seconds=0,
    requests=1,
    memory_requests=100,
    distinct=10,
    publishings=2,
    visits=1,
    streams=3,
    told=1,
)
OF_SITES = ["compared", "grown", "leading", "memory", "distinct", "published", "copied", "live"]
#: Needs no site but the demo, though npm and Chromium.
LIGHTHOUSE = "lighthouse"
DEMO_SETTINGS = "bench.demo_settings"
PARTS = [*OF_SITES, LIGHTHOUSE]

Say = Callable[[str], None]


def main(arguments: list[str]) -> None:
    options = parse(arguments)
    began = time.monotonic()

    def say(text: str) -> None:
        sys.stderr.write(f"{time.monotonic() - began:6.0f} s  {text}\n")

    folder().mkdir(parents=True, exist_ok=True)
    try:
        with (
            databases.server(folder(), os.environ.get("DATABASE_URL", "")) as server,
            contextlib.ExitStack() as at_the_end,
        ):
            empty = at_the_end.enter_context(tables(server, say))
            results = Results(server.version(), options.pages)
            effort = QUICK if options.quick else WHOLE
            urls: dict[int, str] = {}
            for part in options.parts:
                if part == LIGHTHOUSE:
                    with demo(server, empty, say) as url, web_server(url, DEMO_SETTINGS) as site:
                        results.visited = visit(site.port, effort.visits, say)
                else:
                    urls = urls or at_the_end.enter_context(
                        sites(server, empty, options.pages, say)
                    )
                    measure(results, urls, part, effort, say)
                results.seconds = time.monotonic() - began
                results.save(folder())  # what was measured stays, whatever becomes of the rest
    finally:
        clean_up()
    sys.stdout.write(results.markdown())
    say(f"Done; the same stands in {folder()}/results.md and results.json")


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument(
        "--pages",
        type=int,
        nargs="+",
        default=[1000, 10_000],
        metavar="NUMBER",
        help="the sizes of the sites; peers are compared at the first (default: 1000 10000)",
    )
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure (default: all)"
    )
    parser.add_argument("--quick", action="store_true", help="a few requests of each kind: a trial")
    return parser.parse_args(arguments)


@contextlib.contextmanager
def tables(server: databases.Server, say: Say):
    """Give the name of a database with empty tables, and the static files collected."""
    empty = f"{databases.PREFIX}empty"
    say("Making the tables")
    with dropped(server, empty):
        url = server.create(empty)
        manage(url, "migrate", "--verbosity", "0")
        collect_static(url)
        yield empty


@contextlib.contextmanager
def sites(server: databases.Server, empty: str, sizes: list[int], say: Say):
    """Give the URLs of databases with so many pages, by their number."""
    with contextlib.ExitStack() as at_the_end:
        urls = {}
        for size in sizes:
            say(f"Making {size:,} pages and building them")
            name = f"{databases.PREFIX}{size}"
            at_the_end.enter_context(dropped(server, name))
            urls[size] = server.create(name, template=empty)
            run_step(urls[size], "content", size)
        yield urls


@contextlib.contextmanager
def demo(server: databases.Server, empty: str, say: Say):
    """Give the URL of a database with the demo."""
    say("Loading the demo")
    name = f"{databases.PREFIX}demo"
    with dropped(server, name):
        url = server.create(name, template=empty)
        manage(url, "setup_site", "--verbosity", "0", settings=DEMO_SETTINGS)
        manage(url, "load_demo", "--verbosity", "0", settings=DEMO_SETTINGS)
        yield url


@contextlib.contextmanager
def dropped(server: databases.Server, name: str):
    """Drop the database at the end, whatever becomes of the measuring."""
    try:
        yield
    finally:
        server.drop(name)


@cache
def site_at(url: str) -> Site:
    """Return where the pages of the site at this database are, asked once."""
    return Site(**run_step(url, "site"))


def measure(
    results: Results,
    urls: dict[int, str],
    part: str,
    effort: Effort,
    say: Say,
    serve: Callable[..., AbstractContextManager[Process]] = web_server,
) -> None:
    """Fill in the results what the part says of the sites at these databases. `serve` gives a
    server of its own to each part, as `web_server` does, or one to several.
    """
    size, url = next(iter(urls.items()))
    if part == "published":
        say(f"{effort.publishings} publishings each, with the log and without")
        results.published = run_step(url, "publishing", effort.publishings)
        return
    if part == "leading":
        largest = max(urls)
        say(f"What leads to pages, at {largest:,}")
        with serve(urls[largest]) as server:
            results.leading = lead(site_at(urls[largest]), server.port, effort)
        return
    found = {size: site_at(url) for size, url in urls.items()}
    with serve(url) as ours:
        if part == "compared":
            keep_answers(url, ours.port, found[size])
            with serve(url, "bench.peers.settings") as peers:
                ports = {OURS: ours.port, STOCK: peers.port, BARE: peers.port}
                for each in COMPARISONS:
                    say(f"{each.name}: ours and its peers")
                    results.compared[each.name] = compare(each, found[size], ports, effort)
        elif part == "grown" and len(urls) > 1:
            say("Lists, filters, orders and search at both sizes")
            other = list(urls)[1]
            with serve(urls[other]) as larger:
                results.grown = grow(found, {size: ours.port, other: larger.port}, effort)
        elif part == "copied":
            say("A whole copy of the news")
            with serve(url, "bench.peers.settings") as peers:
                results.copied = copy(url, ours, peers, found[size], effort)
        elif part == "live":
            say(f"Visitors beside {effort.streams} streams of live events, and without")
            results.live = follow(url, ours.port, found[size], effort)
        elif part == "memory":
            say(f"The memory of a worker over {effort.memory_requests:,} requests")
            results.memory = watch_memory(ours, found[size], effort.memory_requests)
        elif part == "distinct":
            say(f"The memory over {effort.distinct:,} addresses of which no two are alike")
            results.distinct = watch_distinct(ours, url, found[size], effort.distinct)


if __name__ == "__main__":
    main(sys.argv[1:])
