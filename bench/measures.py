"""The measurements of a run, each against servers that already answer."""

from dataclasses import dataclass
from statistics import median

import psycopg

from bench.load import Load, count_queries, drive, fetch
from bench.peers.bare import TABLE, pieces
from bench.scenarios import (
    BARE,
    COMPARISONS,
    GROWING,
    LEADING,
    OURS,
    Comparison,
    Site,
    distinct,
    mixed,
)
from bench.surroundings import Process, private_memory


@dataclass(frozen=True)
class Effort:
    """How long to measure: `rounds` of `seconds` for each kind of request and peer, in turn, with
    at least so many `requests`, over so many `connections`; how many requests to watch the memory
    over, and how many of which no two are alike; how many pages to publish, and how many times
    Lighthouse visits a page; how many streams of live events to hold open, and how many pages to
    publish in each round for them to tell of.
    """

    connections: int
    rounds: int
    seconds: float
    requests: int
    memory_requests: int
    distinct: int
    publishings: int
    visits: int
    streams: int
    told: int

    def drive(self, port: int, paths: list[str], seconds: float) -> Load:
        return drive(port, paths, seconds, self.requests, self.connections)


@dataclass(frozen=True)
class Figures:
    """Of one kind of request: medians of the rounds. Rate in requests per second, times in
    milliseconds, size in bytes of the body.
    """

    rate: float
    median: float
    p99: float
    queries: int
    size: float


def compare(
    comparison: Comparison, site: Site, ports: dict[str, int], effort: Effort
) -> dict[str, Figures]:
    """Return the figures by peer. The peers take turns, so that all meet the same machine."""
    paths = comparison.by_peer(site)
    if not comparison.is_new:
        _ask_for_each(ports[OURS], paths[OURS])
    rounds: dict[str, list[Load]] = {peer: [] for peer in paths}
    for number in range(effort.rounds + 1):
        for peer, asked in paths.items():
            seconds = effort.seconds if number else effort.seconds / 3
            load = effort.drive(ports[peer], asked, seconds)
            # The next round goes on where this one has stopped.
            stop = len(load.latencies) % len(asked)
            paths[peer] = asked[stop:] + asked[:stop]
            if number:  # the first round warms
                rounds[peer].append(load)
    return {
        peer: figures(loads, count_queries(ports[peer], paths[peer][0]))
        for peer, loads in rounds.items()
    }


def grow(
    sites: dict[int, Site], ports: dict[int, int], effort: Effort
) -> dict[str, dict[int, Figures]]:
    """Return the figures by kind of request and number of pages; the sites take turns."""
    found = {}
    for name, paths_of in GROWING.items():
        rounds: dict[int, list[Load]] = {size: [] for size in sites}
        for size, site in sites.items():
            _ask_for_each(ports[size], paths_of(site))
        for number in range(effort.rounds + 1):
            for size, site in sites.items():
                load = effort.drive(ports[size], paths_of(site), effort.seconds / 2)
                if number:  # the first round warms
                    rounds[size].append(load)
        found[name] = {
            size: figures(loads, count_queries(ports[size], paths_of(sites[size])[0]))
            for size, loads in rounds.items()
        }
    return found


def lead(site: Site, port: int, effort: Effort) -> dict[str, Figures]:
    """Return the figures by kind of request; the kinds take turns, so that all meet the same
    machine.
    """
    paths = {name: paths_of(site) for name, paths_of in LEADING.items()}
    rounds: dict[str, list[Load]] = {name: [] for name in paths}
    for asked in paths.values():
        _ask_for_each(port, asked)
    for number in range(effort.rounds + 1):
        for name, asked in paths.items():
            load = effort.drive(port, asked, effort.seconds / 2)
            if number:  # the first round warms
                rounds[name].append(load)
    return {
        name: figures(loads, count_queries(port, paths[name][0])) for name, loads in rounds.items()
    }


def _ask_for_each(port: int, paths: list[str]) -> None:
    """Ask for every path, so that what is measured then is not the first view of any of them."""
    drive(port, paths, requests=len(paths))


def figures(loads: list[Load], queries: int) -> Figures:
    return Figures(
        rate=median(load.rate for load in loads),
        median=median(load.median for load in loads),
        p99=median(load.p99 for load in loads),
        queries=queries,
        size=median(load.size for load in loads),
    )


def keep_answers(database_url: str, port: int, site: Site) -> None:
    """Put the answers that the bare view is to give where it finds them."""
    paths = {path for each in COMPARISONS if BARE in each.goals for path in each.paths(site)}
    with psycopg.connect(database_url) as connection, connection.cursor() as cursor:
        cursor.execute(TABLE)
        for path in paths:
            content = fetch(port, path)[0].decode()
            cursor.executemany(
                "INSERT INTO bench_answer VALUES (%s, %s, %s)",
                [(path, position, piece) for position, piece in enumerate(pieces(content))],
            )
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE bench_answer")


def watch_memory(server: Process, site: Site, requests: int) -> list[tuple[int, int]]:
    """Return the requests answered, and bytes that the worker then has in memory, at ten steps."""
    paths, done, seen = mixed(site), 0, []
    while done < requests:
        load = drive(server.port, paths, requests=requests // 10)
        done += len(load.latencies)
        seen.append((done, server.memory()))
    return seen


def watch_distinct(
    server: Process, database_url: str, site: Site, number: int
) -> list[tuple[int, int, int]]:
    """Return addresses asked for, twice each, and the bytes that the worker and the processes of
    PostgreSQL for it then have in memory, at ten steps. The database must be on this machine.
    """
    paths, seen, step = distinct(site, number), [], number // 10
    with psycopg.connect(database_url, autocommit=True) as connection:
        for done in range(step, number + 1, step):
            drive(server.port, paths[done - step : done], requests=2 * step)
            backends = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
                "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            memory = sum(private_memory(pid) for (pid,) in backends)
            seen.append((done, server.memory(), memory))
    return seen
