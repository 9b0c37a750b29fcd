"""What the writers of a storm do: edit as editors do, at random."""

import json
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, Site

from cms.models import Person, SiteSettings, Topic
from cms.publications.moments import pass_due
from cms.publications.tests.doorkeeper import Doorkeeper
from cms.publications.tests.locks import PAGE_LOCKS, RELEASE_LOCK, TREE_LOCK, locked
from cms.publications.tests.titles import EARLY, FOREIGN, OVER, SECRET, TOGETHER, next_title
from cms.releases.approval import approve
from cms.releases.going_out import send_out
from cms.releases.models import Release, ReleasedPage
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage, FrontPage

HOUR = timedelta(hours=1)


class Writer(Doorkeeper):
    """Edits at random."""

    def act(self) -> None:
        action = self.random.choice(
            [
                *[self.edit] * 6,
                *[self.hide, self.expose] * 3,
                *[self.let_in, self.close, self.join],
                *[self.move, self.edit_person, self.change_topics, self.update_many] * 2,
                *[self.create, self.delete, self.alias, self.unpublish, self.publish] * 2,
                *[self.move_index, self.restrict_collection, self.rename_index, self.change_site],
                *[self.change_settings, self.tell] * 2,
                *[self.schedule, self.alias_draft, self.publish_aliases] * 2,
                *[self.convert_alias, self.let_moments_pass],
                *[self.release] * 2,
            ]
        )
        action()

    def edit(self) -> None:
        if page := self.article():
            with locked(PAGE_LOCKS + page.pk):
                page.refresh_from_db()
                page.title = next_title(page.title)
                page.related = self.article()
                page.contact = self.random.choice([None, *Person.objects.all()])
                page.summary = f'<p><a linktype="page" id="{self.article().pk}">link</a></p>'
                self.publish_now(page)

    def schedule(self) -> None:
        if page := self.article():
            with locked(PAGE_LOCKS + page.pk):
                page.refresh_from_db()
                page.title = next_title(page.title, EARLY)
                page.go_live_at = timezone.now() + self.random.choice([1, 24 * 1500]) * HOUR
                page.save_revision().publish()

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
        self.make_alias(self.article())

    def alias_draft(self) -> None:
        drafts = ArticlePage.objects.filter(live=False, alias_of=None)
        self.make_alias(drafts.order_by("?").first())

    def make_alias(self, page: ArticlePage | None) -> None:
        if page and ArticlePage.objects.count() < 60:
            # What is copied must still be there when its restrictions are looked for.
            with locked(PAGE_LOCKS + page.pk), locked(TREE_LOCK), transaction.atomic():
                page.refresh_from_db()
                slug = f"alias-{self.random.randrange(10**9)}"
                page.create_alias(parent=self.index(), update_slug=slug)

    def publish_aliases(self) -> None:
        """By SQL, also those of pages that are not live: they must not be seen for that."""
        aliases = ArticlePage.objects.exclude(alias_of=None).order_by("?")
        Page.objects.filter(pk__in=aliases.values("pk")[:3]).update(live=True)

    def convert_alias(self) -> None:
        alias = ArticlePage.objects.exclude(alias_of=None).order_by("?").first()
        if alias:
            with locked(PAGE_LOCKS + alias.alias_of_id):
                alias.refresh_from_db()
                if alias.alias_of_id and not alias.title.startswith((SECRET, FOREIGN)):
                    alias.alias_of_id = None
                    alias.save(clean=False)

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
        pages = Page.objects.filter(pk__in=ArticlePage.objects.order_by("?").values("pk")[:3])
        pages.exclude(title__startswith=EARLY).update(live=True)

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

    def tell(self) -> None:
        """Messages whose time has not come, has come, is up, or comes while the storm goes on."""
        now, soon = timezone.now(), timedelta(seconds=self.random.random() * 2)
        periods = [
            (EARLY, now + HOUR, None),
            (EARLY, now + HOUR, now + 2 * HOUR),
            (OVER, None, now - HOUR),
            (OVER, now - 2 * HOUR, now - HOUR),
            *[("Nu", start, end) for start in (None, now - HOUR) for end in (None, now + HOUR)],
            ("Snart", now + soon, None),
            ("Snart", now + soon, now + 2 * soon),
            ("Lidt", now - HOUR, now + soon),
        ]
        messages = [
            {"type": "site", "value": message(*period)}
            for period in self.random.sample(periods, self.random.randint(0, 3))
        ]
        if page := self.article():
            value = message(*self.random.choice(periods)) | {"section": page.pk}
            messages.append({"type": "section", "value": value})
        SiteSettings.objects.update(messages=json.dumps(messages))

    def release(self) -> None:
        with locked(RELEASE_LOCK):
            release = Release.objects.create(name=TOGETHER)
            for page in together():
                page.title = next_title(page.title, TOGETHER)
                page.save_revision()
                ReleasedPage.objects.create(release=release, page=page)
            approve(release, None)
            send_out(release, None)

    def let_moments_pass(self) -> None:
        pass_due()

    def change_site(self) -> None:
        Site.objects.update(port=self.random.choice([80, 8080]))


def together() -> QuerySet:
    """The pages that only releases write."""
    return FrontPage.objects.filter(slug__startswith=TOGETHER.lower()).order_by("pk")


def message(text: str, start: datetime | None, end: datetime | None) -> dict:
    """A message as the settings store it."""
    instants = {"start": start and start.isoformat(), "end": end and end.isoformat()}
    return {"text": f"<p>{text}</p>", "severity": "warning", **instants}


def make_article(index: ArticleIndexPage, **values) -> ArticlePage:
    return factories.page(ArticlePage, parent=index, title="Side v000000", **values)
