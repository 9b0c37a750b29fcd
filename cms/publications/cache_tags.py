"""What an answer shows, as tags by which a cache between drops it: those of its rows, its lists and
its site. The tags that a change drops are made here too, so that the two fit.

    page-12             the page is shown: dropped when it, or something that it shows, changes
    list-news.newspage  such pages are listed: when one comes, goes, or changes itself
    type-news.newspage  and what is listed depends on what they show: when any of them changes
    site-1              what all pages of a site show besides: when that changes
    any                 not told in detail: with every commit that the public could notice

Rows are noted where they are read, so that no author of a view has to think of it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Model
from wagtail.models import Page

#: The header, and what stands between tags in it.
HEADER, SEPARATOR = "Cache-Tag", ","
#: The tag of what isn't told in detail.
ANY = "any"
#: How many tags CloudFront takes of an answer, and how many octets of them Bunny.
MOST, MOST_OCTETS = 50, 1024


@dataclass(frozen=True)
class Listed:
    """What a list is made of: pages of these types, by their labels in small letters."""

    labels: tuple[str, ...]
    #: Whether which pages are listed, or what is told of the list, depends on what they show.
    is_of_shown: bool = False

    @classmethod
    def of(cls, *models: type[Model], is_of_shown: bool = False) -> "Listed":
        """Return it for pages of these models; `Page` stands for every one."""
        return cls(tuple(model._meta.label_lower for model in models), is_of_shown)


@dataclass
class Noted:
    """What a request has read to show it."""

    #: Keys of the pages that are shown, in the order in which they were read.
    pages: dict[int, None] = field(default_factory=dict)
    #: Keys of those that lists have found.
    of_lists: set[int] = field(default_factory=set)
    #: Labels of what is listed, and whether it depends on what the pages show.
    lists: dict[str, bool] = field(default_factory=dict)
    sites: dict[int, None] = field(default_factory=dict)
    #: Whether the answer shows nothing besides.
    is_all: bool = False
    #: Whether it is soon another without a commit: pages wait to be built.
    is_passing: bool = False

    def tags(self) -> list[str]:
        """Return the tags of the answer. For more than caches take, the types of lists stand for
        their rows.
        """
        if self.is_all:
            rest = [key for key in self.pages if key not in self.of_lists]
            for keys, is_short in ((self.pages, False), (rest, True)):
                found = [f"site-{key}" for key in self.sites]
                found += [
                    f"{'type' if is_of_shown or is_short else 'list'}-{label}"
                    for label, is_of_shown in self.lists.items()
                ]
                found += [f"page-{key}" for key in keys]
                if found and _fit(found):
                    return found
        return [ANY]


_noted: ContextVar[Noted | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[Noted]:
    """Within it, what is read to be shown is noted."""
    noted = Noted()
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def note_pages(keys: Iterable[int]) -> None:
    """Note that the pages with these keys are shown."""
    if (noted := _noted.get()) is not None:
        noted.pages.update(dict.fromkeys(keys))


def note_list(listed: Listed, keys: Iterable[int]) -> None:
    """Note a list that has found the pages with these keys; what of them is shown is noted where
    they are read.
    """
    if (noted := _noted.get()) is not None:
        noted.of_lists.update(keys)
        for label in listed.labels:
            noted.lists[label] = noted.lists.get(label, False) or listed.is_of_shown


def note_site(key: int) -> None:
    """Note that what all pages of the site show is shown."""
    if (noted := _noted.get()) is not None:
        noted.sites[key] = None


def note_all() -> None:
    """Note that the answer shows nothing but what is noted."""
    if (noted := _noted.get()) is not None:
        noted.is_all = True


def note_passing() -> None:
    """Note that the answer is soon another one, without a commit."""
    if (noted := _noted.get()) is not None:
        noted.is_passing = True


def tags_of_change(key: int, label: str, is_own: bool) -> list[str]:
    """Return the tags of what shows or lists a page of the type with this label that has changed:
    itself (`is_own`: it may have come or gone), or only in what it shows.
    """
    labels = _labels(label)
    found = [f"page-{key}", *(f"type-{each}" for each in labels)]
    return [*found, *(f"list-{each}" for each in labels)] if is_own else found


def _labels(label: str) -> list[str]:
    """Return the labels under which pages of a type are listed: its own, and those of its bases."""
    try:
        model = apps.get_model(label)
    except LookupError:  # its plugin is absent
        return [label.lower(), Page._meta.label_lower]
    return [
        each._meta.label_lower
        for each in model.__mro__
        if issubclass(each, Page) and not each._meta.abstract
    ]


def _fit(tags: list[str]) -> bool:
    return len(tags) <= MOST and len(SEPARATOR.join(tags)) <= MOST_OCTETS
