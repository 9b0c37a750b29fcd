"""What the processes of a storm do: writers edit as editors do, at random; builders fill the log;
readers look for anything that they should not be shown.

Every title ends in a version that only rises. A page that has SECRET in its title is restricted
from before it is written until after it is gone, so nobody outside may ever meet the word.
"""

import json
import pickle
import random
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from cms.models import Person, Topic
from cms.publications.addresses import find
from cms.publications.backlog import build_backlog
from cms.publications.reading import read_cards, representations_in
from cms.publications.rows import rows_of
from cms.publications.tests.consumer import Consumer
from cms.publications.tests.course import Course
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage

SECRET = "Hemmelig"
# Wagtail's tree is not made for moves at the same time; its editors are told so, and ours queue.
TREE_LOCK, PAGE_LOCKS = 7, 1000


class Writer:
    """Edits at random until the storm is over. Notes what the log has no right to do."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def act(self) -> None:
        action = self.random.choice(
            [
                *[self.edit] * 6,
                *[self.hide, self.expose] * 3,
                *[self.move, self.edit_person, self.change_topics, self.update_many] * 2,
                *[self.create, self.delete, self.alias, self.unpublish, self.publish] * 2,
                *[self.move_index, self.restrict_collection, self.rename_index, self.change_site],
                *[self.change_settings] * 2,
                *[self.change_settings] * 2,
            ]
        )
        action()

    def article(self) -> ArticlePage | None:
        keys = list(ArticlePage.objects.filter(alias_of=None).values_list("pk", flat=True))
        if not keys:
            return None
        return ArticlePage.objects.filter(pk=self.random.choice(keys)).first()

    def index(self) -> ArticleIndexPage:
        return self.random.choice(list(ArticleIndexPage.objects.filter(alias_of=None)))

    def edit(self) -> None:
        if page := self.article():
            with locked(PAGE_LOCKS + page.pk):
                page.refresh_from_db()
                page.title = next_title(page.title)
                page.related = self.article()
                page.contact = self.random.choice([None, *Person.objects.all()])
                page.summary = f'<p><a linktype="page" id="{self.article().pk}">link</a></p>'
                page.save_revision().publish()

    def hide(self) -> None:
        if page := self.article():
            with locked(PAGE_LOCKS + page.pk):
                page.refresh_from_db()
                PageViewRestriction.objects.create(page=page, restriction_type="login")
                page.title = next_title(page.title, SECRET)
                page.save_revision().publish()

    def expose(self) -> None:
        restricted = PageViewRestriction.objects.values("page")
        page = ArticlePage.objects.filter(pk__in=restricted, alias_of=None).order_by("?").first()
        if page:
            with locked(PAGE_LOCKS + page.pk):
                page.refresh_from_db()
                page.title = next_title(page.title)
                page.save_revision().publish()
                PageViewRestriction.objects.filter(page=page).delete()

    def move(self) -> None:
        if page := self.article():
            with locked(TREE_LOCK), transaction.atomic():
                Page.objects.get(pk=page.pk).move(self.index(), pos="last-child")

    def move_index(self) -> None:
        with locked(TREE_LOCK), transaction.atomic():
            sections = Page.objects.filter(title__startswith="Afsnit")
            target = self.random.choice(list(sections))
            Page.objects.get(pk=self.index().pk).move(target, pos="last-child")

    def rename_index(self) -> None:
        with locked(TREE_LOCK), transaction.atomic():
            index = self.index()
            index.slug = f"liste-{index.pk}-{self.random.randrange(10**6)}"
            index.save()

    def create(self) -> None:
        with locked(TREE_LOCK), transaction.atomic():
            slug = f"ny-{self.random.randrange(10**9)}"
            make_article(self.index(), slug=slug, live=self.random.random() < 0.8)

    def alias(self) -> None:
        page = self.article()
        if page and ArticlePage.objects.count() < 60:
            # What is copied must still be there when its restrictions are looked for.
            with locked(PAGE_LOCKS + page.pk), locked(TREE_LOCK), transaction.atomic():
                page.refresh_from_db()
                slug = f"alias-{self.random.randrange(10**9)}"
                page.create_alias(parent=self.index(), update_slug=slug)

    def delete(self) -> None:
        page = ArticlePage.objects.order_by("?").first()
        if ArticlePage.objects.count() > 25:
            with locked(PAGE_LOCKS + page.pk), locked(TREE_LOCK), transaction.atomic():
                # Wagtail makes its aliases pages of their own, which nothing restricts.
                if not (page.aliases.exists() and page.view_restrictions.exists()):
                    ArticlePage.objects.get(pk=page.pk).delete()

    def unpublish(self) -> None:
        if page := self.article():
            page.unpublish()

    def publish(self) -> None:
        Page.objects.filter(pk__in=ArticlePage.objects.order_by("?").values("pk")[:3]).update(
            live=True
        )

    def edit_person(self) -> None:
        Person.objects.filter(pk=Person.objects.order_by("?").values("pk")[:1]).update(
            phone=str(self.random.randrange(10**8))
        )

    def change_topics(self) -> None:
        page, topic = self.article(), Topic.objects.order_by("?").first()
        if page and topic:
            through = ArticlePage.topics.through
            if self.random.random() < 0.5:
                through.objects.filter(topic=topic).delete()
            else:
                through.objects.get_or_create(articlepage_id=page.pk, topic_id=topic.pk)

    def update_many(self) -> None:
        keys = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True)[:5])
        with transaction.atomic():
            for key in keys:  # in one order, as any writer of many rows has to
                ArticlePage.objects.filter(pk=key).update(price=self.random.randrange(1000))

    def restrict_collection(self) -> None:
        collection = Collection.objects.get(name="Stormens")
        with transaction.atomic():
            if not CollectionViewRestriction.objects.all().delete()[0]:
                CollectionViewRestriction.objects.create(
                    collection=collection, restriction_type="login"
                )

    def change_settings(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE cms_sitesettings SET phone = phone::integer + 1")

    def change_site(self) -> None:
        Site.objects.update(port=self.random.choice([80, 8080]))


@contextmanager
def locked(key: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def next_title(title: str, word: str = "Side") -> str:
    return f"{word} v{version(title) + 1:06}"


def version(title: str) -> int | None:
    found = re.search(r" v(\d{6})$", title)
    return int(found[1]) if found else None


def make_article(index: ArticleIndexPage, **values) -> ArticlePage:
    return factories.page(ArticlePage, parent=index, title="Side v000000", **values)


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
        except Error as error:
            course.note(f"reader: {error}")
            continue
        if secret := [each for each in found if SECRET in json.dumps(each)]:
            course.note(f"reader was shown a secret: {json.dumps(secret)[:3000]}")
        shown = list(versions(found))
        for page_id, number in shown:
            if number < seen.get(page_id, 0):
                course.note(f"reader saw {page_id} at {number} after {seen[page_id]}")
        for page_id, number in shown:
            seen[page_id] = max(number, seen.get(page_id, 0))


def follow(seed: int, course: Course) -> None:
    """Follow the log to the end, and write down how far and with what."""
    consumer = Consumer()
    while not course.is_over:
        consumer.catch_up()
    course.consumer.write_bytes(pickle.dumps(consumer))


def read_site(seed: int, course: Course) -> None:
    last = 0
    while not course.is_over:
        try:
            site = json.loads(find("localhost", "80").site_representation())
        except Error as error:
            course.note(f"reader of the site: {error}")
            continue
        number = int(site["footer"]["phone"])
        if number < last:
            course.note(f"reader saw the site at {number} after {last}")
        last = number


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
