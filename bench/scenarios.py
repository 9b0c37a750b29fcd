"""What is asked for, of whom, and what is to be reached."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

OURS, STOCK, BARE = "ours", "stock Wagtail", "bare view"
STOCK_PREFIX, BARE_PREFIX = "/stock", "/bare"

LIST = "/api/v2/pages/?type=news.NewsPage&fields=*&limit=20"

Paths = list[str]


@dataclass(frozen=True)
class Site:
    """How many news there are, some of them by key and, in the same order, by address; the address
    of their index; that of the calendar, those of persons and of topics; a topic's slug and a
    person's key.
    """

    news: int
    keys: list[int]
    addresses: Paths
    index: str
    calendar: str
    persons: Paths
    topics: Paths
    topic: str
    person: int

    def lists(self) -> Paths:
        return [f"{LIST}&offset={20 * number}" for number in range(self._lists())]

    def new_lists(self) -> Paths:
        """Return lists that nobody has asked for before: nothing that was worked out for one is
        kept.
        """
        return [f"{path}&_={number}" for number in range(500) for path in self.lists()]

    def details(self) -> Paths:
        return [f"/api/v2/pages/{key}/" for key in self.keys]

    def as_json(self) -> Paths:
        return [f"{address}?format=json" for address in self.addresses]

    def indexes(self) -> Paths:
        return [f"{self.index}?page={number + 1}" for number in range(self._lists())]

    def new_pages(self) -> Paths:
        """Return pages at addresses that nobody has asked for before, so that none is
        remembered.
        """
        return [f"{path}?_={number}" for number in range(50) for path in self.addresses]

    def new_indexes(self) -> Paths:
        return [f"{path}&_={number}" for number in range(500) for path in self.indexes()]

    def _lists(self) -> int:
        """Ask for so many lists of 20."""
        return min(20, max(1, self.news // 20))


@dataclass(frozen=True)
class Comparison:
    """A kind of request: its paths, those of the peers that answer the same, and the goals: our
    rate divided by a peer's. Unless it `is_new`, we have been asked for each path before.
    """

    name: str
    paths: Callable[[Site], Paths]
    stock: Callable[[Site], Paths]
    goals: dict[str, float]
    is_new: bool = False

    def by_peer(self, site: Site) -> dict[str, Paths]:
        found = {
            OURS: self.paths(site),
            STOCK: [STOCK_PREFIX + path for path in self.stock(site)],
            BARE: [BARE_PREFIX + path for path in self.paths(site)],
        }
        return {peer: paths for peer, paths in found.items() if peer == OURS or peer in self.goals}


COMPARISONS = [
    Comparison("List of 20 full pages", Site.lists, Site.lists, {BARE: 0.6, STOCK: 200}),
    Comparison("The list, each asked for once", Site.new_lists, Site.new_lists, {}, is_new=True),
    Comparison("Detail", Site.details, Site.details, {BARE: 0.6, STOCK: 40}),
    # Wagtail has no JSON at a page's address; the nearest is the detail.
    Comparison("Page as JSON", Site.as_json, Site.details, {BARE: 0.6, STOCK: 40}),
    Comparison("HTML page", lambda site: site.addresses, lambda site: site.addresses, {STOCK: 25}),
    Comparison(
        "The page, each asked for once", Site.new_pages, Site.new_pages, {STOCK: 12}, is_new=True
    ),
    Comparison("Index page with 20 cards", Site.indexes, Site.indexes, {STOCK: 10}),
    Comparison(
        "The index, each asked for once",
        Site.new_indexes,
        Site.new_indexes,
        {STOCK: 10},
        is_new=True,
    ),
]

#: Asked at both sizes; the median at the larger may be so many times that at the smaller.
GROWTH = 1.3
GROWING: dict[str, Callable[[Site], Paths]] = {
    "List of 20 full pages": Site.lists,
    "The newest first": lambda site: [f"{LIST}&order=-date"],
    "By title": lambda site: [f"{LIST}&order=title"],
    "A range of dates": lambda site: [f"{LIST}&date__gte=2026-01-01&date__lte=2026-06-30"],
    "Of a topic": lambda site: [f"{LIST}&topic={site.topic}"],
    "With a person": lambda site: [f"{LIST}&person={site.person}"],
    "Events to come": lambda site: [
        LIST.replace("news.NewsPage", "events.EventPage") + "&when=upcoming&order=start"
    ],
    "Two types": lambda site: [LIST.replace("=news.NewsPage", "=news.NewsPage,events.EventPage")],
    "Search": lambda site: [f"{LIST}&search=budget"],
    "Nothing new in the log": lambda site: ["/api/v2/changes/?since=now"],
    "The first 20 changes": lambda site: ["/api/v2/changes/?type=news.NewsPage&limit=20"],
    "Detail": Site.details,
    "Page as JSON": Site.as_json,
    "HTML page": lambda site: site.addresses,
    "Index page with 20 cards": Site.indexes,
}

#: What leads to pages: at most so many queries, and so many times as long as `PLAIN`, at the larger
#: of both sizes. A search takes most: six, two for persons and topics found, one for a spelling.
PLAIN = "HTML page"
BESIDE_PLAIN, MOST_QUERIES = 2, 9
LEADING: dict[str, Callable[[Site], Paths]] = {
    PLAIN: lambda site: site.addresses,
    "Calendar": lambda site: [site.calendar],
    "Calendar, a month": lambda site: [f"{site.calendar}?month={date.today():%Y-%m}"],
    "Calendar, of a topic": lambda site: [f"{site.calendar}?topic={site.topic}"],
    "Search with facets, for a word of every page": lambda site: ["/soeg/?q=budget"],
    "Search with facets, for two words in a row": lambda site: ["/soeg/?q=%22klima+budget%22"],
    "A person's page": lambda site: site.persons,
    "A topic's page": lambda site: site.topics,
}

#: A publish may take so many times as long as without the log.
PUBLISHING = 1.3

#: A copy takes so many times as long from stock Wagtail, and so much of it from rows that are read
#: bare; milliseconds of a worker for a round that brings nothing new.
COPYING, OF_BARE, NOTHING_NEW = 100, 0.6, 2

#: A visitor's median beside open streams of live events, to that without; milliseconds from a
#: commit until an event tells it.
BESIDE_STREAMS, TOLD = 1.1, 200

#: The most that a worker may grow, from the first tenth of the requests to the last.
MEMORY_GROWTH = 1.05

#: And over addresses of which each is another one: the worker, and the server's processes for it.
DISTINCT_GROWTH = 1.1


def distinct(site: Site, number: int) -> Paths:
    """Return so many lists, no two of them alike, in a few forms of question."""
    news = "/api/v2/pages/?type=news.NewsPage"
    forms: list[Callable[[int], str]] = [
        lambda each: f"{news}&order=-date&date__gte={_day(each)}",
        lambda each: f"{news}&fields=*&limit=1&offset={each}",
        lambda each: f"{news}&id__in={','.join(map(str, range(each, each + 100)))}",
        lambda each: f"/api/v2/pages/?search=ord{each}",
        lambda each: f"{site.calendar}?from={_day(each)}",
        lambda each: f"/soeg/?q=budget+{each}",
    ]
    return [forms[each % len(forms)](each) for each in range(1, number + 1)]


def _day(number: int) -> date:
    return date(2010, 1, 1) + timedelta(days=number)


def mixed(site: Site) -> Paths:
    """Return what a visitor and a program ask for, in turn."""
    kinds = zip(
        site.addresses,
        site.as_json(),
        site.details(),
        site.indexes() * 10,
        site.lists() * 10,
        strict=False,
    )
    return [path for each in kinds for path in each]
