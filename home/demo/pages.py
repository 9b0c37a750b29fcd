"""What makes the pages: first all as drafts, so that they can refer to each other, then published.

A page is a Markdown file, whose path below `pages/` is its address in the section. Its front matter
sets the fields of its type by their names, and says besides

- `type`, as the API does;
- `state`, if it isn't out: "draft", or "submitted" to a moderator;
- `restriction`: "login", "password" or "group" (the steering group);
- `published`, if that can't be told from the page's own day;
- `unpublished`: fields that an editor has changed since.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractUser, Group
from django.db.models import ManyToManyField
from django.utils.timezone import localdate
from wagtail.fields import StreamField
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision

from cms.content import ContentPage
from home.demo.accounts import PAGE_PASSWORD, STEERING_GROUP
from home.demo.days import instant, moment
from home.demo.markdown import front_matter
from home.demo.values import Catalogue, Reader
from home.models import SectionPage

PAGES = Path(__file__).parent / "pages"
RESTRICTIONS = {
    "login": PageViewRestriction.LOGIN,
    "password": PageViewRestriction.PASSWORD,
    "group": PageViewRestriction.GROUPS,
}


@dataclass(frozen=True)
class Source:
    """A page as its file says: `told` is what the front matter says besides the fields."""

    path: Path
    model: type[ContentPage]
    fields: dict[str, Any]
    told: dict[str, Any]
    reader: Reader
    order: tuple[bool, str, str]

    @property
    def slug(self) -> str:
        return self.path.stem

    def values(self, *, later: bool) -> dict[str, Any]:
        """Return the values of the fields that are set at once, or those of the others."""
        field = self.model._meta.get_field
        return {
            name: self.reader.field(field(name), written, self.slug)
            for name, written in self.fields.items()
            if isinstance(field(name), StreamField | ManyToManyField) is later
        }


class PageWriter:
    """What writes pages as `editor` and publishes them as `moderator`, seen from the date
    `today`.
    """

    def __init__(
        self, catalogue: Catalogue, editor: AbstractUser, moderator: AbstractUser, today: date
    ) -> None:
        self.catalogue = catalogue
        self.editor = editor
        self.moderator = moderator
        self.today = today
        self.section = SectionPage.objects.first()
        # Texts link to index pages, too.
        for page in Page.objects.descendant_of(self.section, inclusive=True).specific():
            catalogue.add(page.slug, page)

    def write(self) -> None:
        """Make all pages. An error has a note of the file that it is about."""
        sources = []
        for path in sorted(PAGES.rglob("*.md")):
            with noted(path.relative_to(PAGES)):
                sources.append(self.source(path))
        sources.sort(key=lambda source: source.order)
        for step in (self.draft, self.finish):
            for source in sources:
                with noted(source.path):
                    step(source)

    def source(self, path: Path) -> Source:
        fields, body = front_matter(path.read_text())
        names = ("type", "state", "restriction", "published", "unpublished")
        told = {name: fields.pop(name) for name in names if name in fields}
        if body.strip():
            fields["body"] = body
        reader = Reader(self.catalogue, self.today, fields.get("start"))
        model = apps.get_model(told["type"])
        below = path.relative_to(PAGES)
        return Source(below, model, fields, told, reader, self.order(below, fields))

    def order(self, path: Path, fields: dict[str, Any]) -> tuple[bool, str, str]:
        """Put what has no day first, since events and news refer to networks."""
        day = fields.get("date") or fields.get("start")
        when = moment(day, self.today).isoformat() if day else ""
        return bool(day), str(path.parent), when

    def draft(self, source: Source) -> None:
        """Save the page without its streams: these may refer to pages that come later."""
        page = source.model(
            slug=source.slug,
            owner=self.editor,
            live=False,
            has_unpublished_changes=True,
            **source.values(later=False),
        )
        parent = source.path.parent.name or self.section.slug
        self.catalogue.find(Page, parent).add_child(instance=page)
        self.catalogue.add(source.slug, page)

    def finish(self, source: Source) -> None:
        page = self.catalogue.find(Page, source.slug)
        for name, value in source.values(later=True).items():
            setattr(page, name, value)
        if kind := source.told.get("restriction"):
            self.restrict(page, kind)
        revision = page.save_revision(user=self.editor, log_action=True)
        match source.told.get("state", "published"):
            case "draft":
                pass
            case "submitted":
                page.get_workflow().start(page, self.editor)
            case "published":
                revision.publish(user=self.moderator)
                if not page.go_live_at:
                    date_history(page, self.published_at(page, source.told.get("published")))
            case other:
                raise ValueError(f"'{other}' is no state of a page")
        if changed := source.told.get("unpublished"):
            self.change(page.pk, changed)

    def restrict(self, page: ContentPage, kind: str) -> None:
        restriction = PageViewRestriction(page=page, restriction_type=RESTRICTIONS[kind])
        if kind == "password":
            restriction.password = PAGE_PASSWORD
        restriction.save(user=self.moderator)
        if kind == "group":
            restriction.groups.add(Group.objects.get(name=STEERING_GROUP))

    def change(self, page_id: int, fields: dict[str, str]) -> None:
        """Leave a draft with other texts on a published page."""
        page = Page.objects.get(pk=page_id).specific
        for name, text in fields.items():
            setattr(page, name, text)
        page.save_revision(user=self.editor, log_action=True)

    def published_at(self, page: ContentPage, told: datetime | None) -> datetime:
        if told:
            return moment(told, self.today)
        if hasattr(page, "start"):
            first = localdate(page.start)
            # An event is announced ten weeks ahead; those still to come, on various days.
            latest = self.today - timedelta(days=3 + first.day)
            return instant(min(first - timedelta(days=70), latest), "10:00")
        return instant(page.date, "08:00")


@contextmanager
def noted(path: Path) -> Iterator[None]:
    """Add to an error which file it is about."""
    try:
        yield
    except Exception as error:
        error.add_note(f"In home/demo/pages/{path}")
        raise


def date_history(page: ContentPage, published: datetime) -> None:
    """Move what has just happened to the page to the times at which it would have happened."""
    written = published - timedelta(hours=1, minutes=20)
    Page.objects.filter(pk=page.pk).update(
        first_published_at=published,
        last_published_at=published,
        latest_revision_created_at=written,
    )
    Revision.objects.for_instance(page).update(created_at=written)
    entries = PageLogEntry.objects.filter(page=page.pk)
    entries.exclude(action="wagtail.publish").update(timestamp=written)
    entries.filter(action="wagtail.publish").update(timestamp=published)
