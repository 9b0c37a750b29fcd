"""Makes the pages: first all as drafts, so that they can refer to each other, then published."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractUser, Group
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision

from cms.content import ContentPage
from documents.models import DocumentCollectionPage, DocumentIndexPage
from events.models import EventIndexPage, EventPage, NetworkIndexPage, NetworkPage
from home.demo.accounts import PAGE_PASSWORD, STEERING_GROUP
from home.demo.calendar import instant, resolve
from home.demo.documents import COLLECTIONS
from home.demo.events import EVENTS
from home.demo.fields import first_day, own_fields, own_streams
from home.demo.networks import NETWORKS
from home.demo.news import NEWS
from home.demo.news.unpublished import CHANGED_LEDES
from home.demo.pdfs import PAPERS
from home.demo.shapes import Collection, Content, Event, Network, News, Standard
from home.demo.standard_pages import STANDARD_PAGES
from home.demo.streams import Catalogue, stream
from home.models import SectionPage, StandardPage
from news.models import NewsIndexPage, NewsPage

#: When the section opened, and its networks with it.
OPENED = date(2022, 2, 1)

#: The page type of each shape, and the type of its parent.
TYPES: dict[type[Content], tuple[type[ContentPage], type[ContentPage]]] = {
    Network: (NetworkPage, NetworkIndexPage),
    Collection: (DocumentCollectionPage, DocumentIndexPage),
    Standard: (StandardPage, SectionPage),
    Event: (EventPage, EventIndexPage),
    News: (NewsPage, NewsIndexPage),
}


class PageWriter:
    """Writes pages as `editor` and publishes them as `moderator`, seen from the date `today`."""

    def __init__(
        self, catalogue: Catalogue, editor: AbstractUser, moderator: AbstractUser, today: date
    ) -> None:
        self.catalogue = catalogue
        self.editor = editor
        self.moderator = moderator
        self.today = today
        section = SectionPage.objects.first()
        below = Page.objects.descendant_of(section, inclusive=True).specific()
        self.parents = {type(page): page for page in below}
        # Texts link to index pages, too.
        catalogue.update({("page", page.slug): page for page in below})

    def write(self) -> None:
        contents = [*NETWORKS, *COLLECTIONS, *STANDARD_PAGES]
        contents += sorted(EVENTS, key=lambda event: first_day(event, self.today))
        contents += sorted(NEWS, key=lambda news: resolve(news.date, self.today))
        for content in contents:
            self.draft(content)
        for content in contents:
            self.finish(content)

    def draft(self, content: Content) -> None:
        """Save the page without its streams: these may refer to pages that come later."""
        model, parent = TYPES[type(content)]
        page = model(
            title=content.title,
            slug=content.slug,
            lede=content.lede,
            search_description=content.search_description,
            show_in_menus=content.show_in_menus,
            image=self.catalogue.get(("image", content.image)),
            contact=self.catalogue.get(("person", content.contact)),
            owner=self.editor,
            live=False,
            has_unpublished_changes=True,
            **own_fields(content, self.catalogue, self.today),
        )
        self.parents[parent].add_child(instance=page)
        self.catalogue["page", content.slug] = page

    def finish(self, content: Content) -> None:
        page = self.catalogue["page", content.slug]
        for name, blocks in own_streams(content, self.today).items():
            setattr(page, name, stream(type(page), name, blocks, self.catalogue, content.slug))
        page.topics = [self.catalogue["topic", topic] for topic in content.topics]
        if isinstance(content, Event):
            page.audiences = [self.catalogue["audience", each] for each in content.audiences]
        if content.restriction:
            self.restrict(page, content.restriction)
        state = content.state if isinstance(content, News) else "live"
        if state == "scheduled":
            page.go_live_at = instant(resolve(content.date, self.today), "08.00")
        revision = page.save_revision(user=self.editor, log_action=True)
        if state == "submitted":
            page.get_workflow().start(page, self.editor)
        if state in ("live", "scheduled"):
            revision.publish(user=self.moderator)
        if state == "live":
            published = self.published_at(content)
            date_history(page, published - timedelta(hours=1, minutes=20), published)
        if lede := CHANGED_LEDES.get(content.slug):
            self.change(page.pk, lede)

    def restrict(self, page: ContentPage, kind: str) -> None:
        restriction = PageViewRestriction(page=page)
        match kind:
            case "login":
                restriction.restriction_type = PageViewRestriction.LOGIN
            case "password":
                restriction.restriction_type = PageViewRestriction.PASSWORD
                restriction.password = PAGE_PASSWORD
            case "group":
                restriction.restriction_type = PageViewRestriction.GROUPS
        restriction.save(user=self.moderator)
        if kind == "group":
            restriction.groups.add(Group.objects.get(name=STEERING_GROUP))

    def change(self, page_id: int, lede: str) -> None:
        """Leave a draft with another lede on a published page."""
        page = Page.objects.get(pk=page_id).specific
        page.lede = lede
        page.save_revision(user=self.editor, log_action=True)

    def published_at(self, content: Content) -> datetime:
        match content:
            case News():
                return instant(resolve(content.date, self.today), "08.00")
            case Event():
                start = first_day(content, self.today)
                # An event is announced ten weeks ahead; those still to come, on various days.
                announced = start - timedelta(days=70)
                return self.by_now(announced, latest=timedelta(days=3 + start.day))
            case Collection():
                return self.by_now(max(PAPERS[key].date for key in content.documents))
        return self.by_now(OPENED)

    def by_now(self, day: date, latest: timedelta = timedelta(days=1)) -> datetime:
        """Return 10.00 on the day, but at least `latest` ago."""
        return instant(min(day, self.today - latest), "10.00")


def date_history(page: ContentPage, written: datetime, published: datetime) -> None:
    """Move what has just happened to the page to the times at which it would have happened."""
    Page.objects.filter(pk=page.pk).update(
        first_published_at=published,
        last_published_at=published,
        latest_revision_created_at=written,
    )
    Revision.objects.for_instance(page).update(created_at=written)
    entries = PageLogEntry.objects.filter(page=page.pk)
    entries.exclude(action="wagtail.publish").update(timestamp=written)
    entries.filter(action="wagtail.publish").update(timestamp=published)
