"""What the processes of a storm do: writers edit; builders fill the log; readers look for anything
that they should not be shown.
"""

import json
import pickle
import random
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import Error, connection
from django.utils import timezone
from wagtail.models import Page

from cms.publications.addresses import find
from cms.publications.backlog import build_backlog
from cms.publications.reading import read_cards, representations_in
from cms.publications.rows import rows_of
from cms.publications.tests.consumer import Consumer
from cms.publications.tests.course import Course
from cms.publications.tests.mirror import Mirror
from cms.publications.tests.titles import EARLY, FOREIGN, OVER, SECRET, version
from cms.publications.tests.writer import Writer, together
from cms.tests.pages.models import ArticlePage


def run(role: Callable, seed: int, course: Course) -> None:
    """A process of the storm, from its fork to its end."""
    try:
        role(seed, course)
    except Exception:
        course.note(f"{role.__name__} failed:\n{traceback.format_exc()}")
    finally:
        connection.close()


def write(seed: int, course: Course) -> None:
    writer = Writer(seed)
    while not course.is_over:
        try:
            writer.act()
        except Error as error:
            # Editors do get in each other's way; the log must not.
            context = getattr(getattr(error.__cause__, "diag", None), "context", None) or ""
            if "publications_" in context:
                course.note(f"writer: {error} {context}")
        except (Page.DoesNotExist, ArticlePage.DoesNotExist, AttributeError, ValidationError):
            pass  # another editor has deleted it, or what it refers to
        course.count()


def fill_log(seed: int, course: Course) -> None:
    while not course.is_over:
        try:
            for _count in build_backlog():
                pass
        except Error as error:
            course.note(f"builder: {error}")


def read(seed: int, course: Course) -> None:
    seen: dict[int, int] = {}
    ways: list[Callable[[], list]] = [
        lambda: [each.page for each in representations_in(rows_of(Page.objects.all())).values()],
        lambda: read_cards(Page.objects.all()),
    ]
    choose = random.Random(seed)
    while not course.is_over:
        try:
            found = choose.choice(ways)()
            if len(at_once := set(together().values_list("title", flat=True))) > 1:
                course.note(f"reader saw part of a release: {sorted(at_once)}")
        except Error as error:
            course.note(f"reader: {error}")
            continue
        if secret := [each for each in found if is_secret(json.dumps(each))]:
            course.note(f"reader was shown a secret: {json.dumps(secret)[:3000]}")
        shown = list(versions(found))
        for page_id, number in shown:
            if number < seen.get(page_id, 0):
                course.note(f"reader saw {page_id} at {number} after {seen[page_id]}")
        for page_id, number in shown:
            seen[page_id] = max(number, seen.get(page_id, 0))


def follow(seed: int, course: Course) -> None:
    """Follow the log to the end, also through the API, and write down how far and with what."""
    consumer, mirrors = Consumer(), mirrors_of(course)
    while not course.is_over:
        consumer.catch_up()
        for mirror in mirrors:
            told = json.dumps([each.get("page") for each in mirror.catch_up()])
            if is_foreign(told) if mirror.key else is_secret(told):
                course.note(f"mirror of {mirror.query} was told a secret")
    course.consumer.write_bytes(pickle.dumps((consumer, mirrors)))


def mirrors_of(course: Course) -> list[Mirror]:
    """A copy of everything, of a section, and of what a type says of itself; and with keys."""
    return [
        Mirror(is_live=True),
        Mirror(descendant_of=course.section, limit=5),
        Mirror(type="pages.ArticlePage", show_in_menus="false", fields="title"),
        *(Mirror(key=key) for key in course.keys),
        Mirror(key=course.keys[0], type="pages.ArticlePage", limit=7),
    ]


def read_site(seed: int, course: Course) -> None:
    last = 0
    while not course.is_over:
        try:
            site = json.loads(find("localhost", "80").site_representation())
        except Error as error:
            course.note(f"reader of the site: {error}")
            continue
        if untimely := [each for each in site["messages"] if is_untimely(each)]:
            course.note(f"reader was told {untimely} at {timezone.now()}")
        number = int(site["footer"]["phone"])
        if number < last:
            course.note(f"reader saw the site at {number} after {last}")
        last = number


def is_secret(text: str) -> bool:
    return SECRET in text or is_foreign(text)


def is_foreign(text: str) -> bool:
    """Whether it is a secret from who has one of the keys, too."""
    return FOREIGN in text or EARLY in text


def is_untimely(message: dict) -> bool:
    """Whether the site holds a message before its time, or one that was over when it was written.
    One that has ended since is left out by who shows it, until the moment passes.
    """
    start = message["start"]
    is_over = OVER in message["text"]
    return is_over or (start is not None and datetime.fromisoformat(start) > timezone.now())


def versions(found) -> Iterator[tuple[int, int]]:
    """The id and version of every page that is shown, wherever it is."""
    if isinstance(found, dict):
        title = found.get("title")
        if isinstance(title, str) and (number := version(title)) is not None:
            yield found["id"], number
        for value in found.values():
            yield from versions(value)
    elif isinstance(found, list):
        for value in found:
            yield from versions(value)
