"""What a run found, as Markdown for docs/performance.md and as JSON."""

import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median

import psutil

from bench.copying import Copied
from bench.measures import Figures
from bench.scenarios import (
    BARE,
    BESIDE_PLAIN,
    BESIDE_STREAMS,
    COMPARISONS,
    COPYING,
    DISTINCT_GROWTH,
    GROWTH,
    MEMORY_GROWTH,
    MOST_QUERIES,
    NOTHING_NEW,
    OF_BARE,
    OURS,
    PLAIN,
    PUBLISHING,
    STOCK,
    TOLD,
)
from bench.streams import Followed
from bench.visits import CATEGORIES, METRICS, PERFECT, Verdict

PACKAGES = ["wagtail", "django", "djangorestframework", "psycopg", "granian"]


@dataclass
class Results:
    """The figures of a run: see `bench.measures`."""

    postgres: str
    sizes: list[int]
    compared: dict[str, dict[str, Figures]] = field(default_factory=dict)
    grown: dict[str, dict[int, Figures]] = field(default_factory=dict)
    leading: dict[str, Figures] = field(default_factory=dict)
    published: dict[str, list[float]] = field(default_factory=dict)
    memory: list[tuple[int, int]] = field(default_factory=list)
    distinct: list[tuple[int, int, int]] = field(default_factory=list)
    visited: dict[str, Verdict] = field(default_factory=dict)
    copied: Copied | None = None
    live: Followed | None = None
    seconds: float = 0

    def save(self, folder: Path) -> None:
        """Save it as results.json and results.md in the folder."""
        content = {"surroundings": surroundings(self.postgres), **asdict(self)}
        (folder / "results.json").write_text(json.dumps(content, indent=1))
        (folder / "results.md").write_text(self.markdown())

    def markdown(self) -> str:
        parts = [self._compared(), self._grown(), self._leading(), self._published()]
        parts += [self._memory(), self._distinct(), self._copied(), self._live(), self._visited()]
        return "\n\n".join([surroundings(self.postgres), *filter(None, parts)]) + "\n"

    def _compared(self) -> str:
        if not self.compared:
            return ""
        goals = {comparison.name: comparison.goals for comparison in COMPARISONS}
        rows = []
        for name, peers in self.compared.items():
            ours = peers[OURS]
            for peer, each in peers.items():
                ratio, goal = ours.rate / each.rate, goals[name].get(peer)
                rows.append(
                    [
                        name if peer == OURS else "",
                        peer,
                        number(each.rate),
                        number(each.median),
                        number(each.p99),
                        str(each.queries),
                        f"{each.size:,.0f}",
                        "" if peer == OURS else times(ratio),
                        "" if goal is None else verdict(ratio >= goal, f"≥ {times(goal)}"),
                    ]
                )
        head = ["", "", "requests/s", "median ms", "p99 ms", "queries", "bytes", "ours is", "goal"]
        return table(head, rows)

    def _grown(self) -> str:
        if not self.grown:
            return ""
        small, large = self.sizes[:2]
        rows = []
        for name, by_size in self.grown.items():
            before, after = by_size[small], by_size[large]
            ratio = after.median / before.median
            rows.append(
                [
                    name,
                    number(before.median),
                    number(after.median),
                    number(after.p99),
                    str(after.queries),
                    times(ratio),
                    verdict(ratio <= GROWTH, f"≤ {times(GROWTH)}"),
                ]
            )
        head = ["median ms at", f"{small:,}", f"{large:,}", "p99 there", "queries", "ratio", "goal"]
        return table(head, rows)

    def _leading(self) -> str:
        if not self.leading:
            return ""
        plain, rows = self.leading[PLAIN], []
        for name, each in self.leading.items():
            ratio = each.median / plain.median
            is_reached = ratio <= BESIDE_PLAIN and each.queries <= MOST_QUERIES
            goal = f"≤ {times(BESIDE_PLAIN)}, ≤ {MOST_QUERIES} queries"
            rows.append(
                [
                    name,
                    number(each.median),
                    number(each.p99),
                    str(each.queries),
                    times(ratio),
                    "" if each is plain else verdict(is_reached, goal),
                ]
            )
        size = f"at {max(self.sizes):,} pages"
        return table([size, "median ms", "p99 ms", "queries", "of a plain page", "goal"], rows)

    def _published(self) -> str:
        if not self.published:
            return ""
        ours, stock = (1000 * median(self.published[name]) for name in (OURS, STOCK))
        goal = verdict(ours / stock <= PUBLISHING, f"≤ {times(PUBLISHING)}")
        head = ["publish, median ms", "with the log", "without", "ratio", "goal"]
        return table(head, [["", number(ours), number(stock), times(ours / stock), goal]])

    def _memory(self) -> str:
        if not self.memory:
            return ""
        rows = [[f"{done:,}", number(octets / 2**20)] for done, octets in self.memory]
        ratio = self.memory[-1][1] / self.memory[0][1]
        verdict_ = verdict(ratio <= MEMORY_GROWTH, f"≤ {times(MEMORY_GROWTH)}")
        rows.append(["last to first", f"{times(ratio)} {verdict_}"])
        return table(["requests", "memory of the worker, MiB"], rows)

    def _distinct(self) -> str:
        if not self.distinct:
            return ""
        rows = [
            [f"{done:,}", *(number(octets / 2**20) for octets in each)]
            for done, *each in self.distinct
        ]
        _done, *first = self.distinct[0]
        _done, *last = self.distinct[-1]
        ratios = [after / before for before, after in zip(first, last, strict=True)]
        goal = f"≤ {times(DISTINCT_GROWTH)}"
        verdicts = [verdict(ratio <= DISTINCT_GROWTH, goal) for ratio in ratios]
        found = [f"{times(ratio)} {each}" for ratio, each in zip(ratios, verdicts, strict=True)]
        rows.append(["last to first", *found])
        head = ["different addresses", "the worker, MiB", "its PostgreSQL processes, MiB"]
        return table(head, rows)

    def _copied(self) -> str:
        if (copied := self.copied) is None:
            return ""
        ours = copied.seconds[OURS]
        of_stock, of_bare = (copied.seconds[peer] / ours for peer in (STOCK, BARE))
        before, after = (octets / 2**20 for octets in copied.memory)
        growth = verdict(after / before <= MEMORY_GROWTH, f"≤ {times(MEMORY_GROWTH)}")
        new = verdict(copied.nothing_new_of_worker < NOTHING_NEW, f"< {NOTHING_NEW} ms")
        rows = [
            ["the log, as lines", f"{number(ours)} s", ""],
            [
                "lists of stock Wagtail",
                f"{number(copied.seconds[STOCK])} s",
                f"{times(of_stock)} {verdict(of_stock >= COPYING, f'≥ {times(COPYING)}')}",
            ],
            [
                "the bare view, the same lines",
                f"{number(copied.seconds[BARE])} s",
                f"{times(of_bare)} {verdict(of_bare >= OF_BARE, f'≥ {times(OF_BARE)}')}",
            ],
            ["a round of nothing new", f"{number(copied.nothing_new)} ms", ""],
            ["the worker's part of it", f"{number(copied.nothing_new_of_worker)} ms", new],
            ["the worker's memory", f"{number(before)} → {number(after)} MiB", growth],
        ]
        return table([f"A copy of {copied.pages:,} news from", "takes", "goal"], rows)

    def _live(self) -> str:
        if (live := self.live) is None:
            return ""
        ratio = live.with_them / live.without
        visitors = verdict(ratio <= BESIDE_STREAMS, f"≤ {times(BESIDE_STREAMS)}")
        told = verdict(live.told <= TOLD, f"≤ {TOLD} ms")
        rows = [
            ["a visitor, without", number(live.without), ""],
            ["a visitor, beside them", number(live.with_them), f"{times(ratio)} {visitors}"],
            ["commit to event", number(live.told), told],
            ["commit to event, the last", number(live.told_last), ""],
        ]
        return table([f"{live.streams} streams of live events", "median ms", "goal"], rows)

    def _visited(self) -> str:
        if not self.visited:
            return ""
        rows = []
        for page, each in self.visited.items():
            scores = [f"{each.scores[category]:.0f}" for category in CATEGORIES]
            metrics = [number(each.metrics[name]) for name in METRICS]
            is_reached = all(score == PERFECT for score in each.scores.values())
            rows.append([page, *scores, *metrics, verdict(is_reached, f"{PERFECT} in each")])
        head = ["Lighthouse, phone", *CATEGORIES, *METRICS.values(), "goal"]
        failed = [
            f"- {page}: {title} (`{audit}`)"
            for page, each in self.visited.items()
            for audit, title in each.failed.items()
        ]
        return "\n\n".join(filter(None, [table(head, rows), "\n".join(failed)]))


def surroundings(postgres: str) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Python {platform.python_version()}, PostgreSQL {postgres}, {packages}; "
        f"{psutil.cpu_count()} cores, {psutil.virtual_memory().total // 2**30} GiB"
    )


def number(value: float) -> str:
    """Return three digits of it."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def times(ratio: float) -> str:
    return f"{number(ratio)} ×"


def verdict(is_reached: bool, goal: str) -> str:
    return f"{goal}: {'reached' if is_reached else 'missed'}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
