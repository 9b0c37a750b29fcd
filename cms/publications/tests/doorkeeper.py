"""What the writers of a storm do to who may read pages: keep them for members, and open them."""

import random
from contextlib import nullcontext
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.publications.tests.locks import PAGE_LOCKS, TREE_LOCK, locked
from cms.publications.tests.titles import EARLY, FOREIGN, SECRET, next_title
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.users.models import User

#: Groups: of a mirror's account, now and then, and of nobody who has a key.
MEMBERS, OTHERS = "Medlemmer", "Andre"
#: The accounts of the keys: a member, and one who is in no group.
MEMBER, STRANGER = "medlem", "fremmed"


class Doorkeeper:
    """Lets people in and keeps them out, at random."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def article(self) -> ArticlePage | None:
        keys = list(ArticlePage.objects.filter(alias_of=None).values_list("pk", flat=True))
        if not keys:
            return None
        return ArticlePage.objects.filter(pk=self.random.choice(keys)).first()

    def index(self) -> ArticleIndexPage:
        return self.random.choice(list(ArticleIndexPage.objects.filter(alias_of=None)))

    def publish_now(self, page: ArticlePage) -> None:
        page.go_live_at = self.random.choice([None, timezone.now() - timedelta(hours=1)])
        # Else its aliases would bear the word of before for a moment after it is live.
        was_early = ArticlePage.objects.filter(pk=page.pk, title__startswith=EARLY).exists()
        with transaction.atomic() if was_early else nullcontext():
            page.save_revision().publish()

    def hide(self) -> None:
        if page := self.article():
            with locked(PAGE_LOCKS + page.pk):
                page.refresh_from_db()
                group = self.random.choice([None, MEMBERS, OTHERS])
                keep_for(page, group)
                page.title = next_title(page.title, FOREIGN if group == OTHERS else SECRET)
                self.publish_now(page)

    def expose(self) -> None:
        restricted = PageViewRestriction.objects.values("page")
        page = ArticlePage.objects.filter(pk__in=restricted, alias_of=None).order_by("?").first()
        if page:
            with locked(PAGE_LOCKS + page.pk):
                page.refresh_from_db()
                page.title = next_title(page.title)
                self.publish_now(page)
                PageViewRestriction.objects.filter(page=page).delete()

    def let_in(self) -> None:
        """Let members in where they were kept out, or keep them out where they were let in."""
        for_groups = PageViewRestriction.objects.filter(restriction_type="groups")
        restriction = for_groups.order_by("?").first()
        if restriction:
            with locked(PAGE_LOCKS + restriction.page_id):
                page = Page.objects.get(pk=restriction.page_id)
                if not page.title.startswith(FOREIGN):
                    toggle(restriction.groups, Group.objects.get(name=MEMBERS))

    def close(self) -> None:
        """Keep all below an index for some, or open it to everybody again."""
        index = self.index()
        with locked(TREE_LOCK), transaction.atomic():
            if not index.view_restrictions.all().delete()[0]:
                keep_for(index, self.random.choice([None, MEMBERS, OTHERS]))

    def join(self) -> None:
        toggle(User.objects.get(username=MEMBER).groups, Group.objects.get(name=MEMBERS))


def keep_for(page: Page, group: str | None) -> None:
    """Keep a page for a group, or for all who have an account."""
    with transaction.atomic():
        if group is None:
            factories.restrict(page)
        else:
            made = factories.restrict(page, PageViewRestriction.GROUPS)
            made.groups.set([Group.objects.get(name=group)])


def toggle(groups, group: Group) -> None:
    if groups.filter(pk=group.pk).exists():
        groups.remove(group)
    else:
        groups.add(group)
