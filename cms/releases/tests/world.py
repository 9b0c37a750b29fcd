"""Three pages that a release concerns, and who prepares and approves it."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.releases.models import Action, Release, ReleasedPage
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.trash.tests.asking import account
from cms.trash.tests.asking import said as said_in_full
from cms.users.models import User

PUBLISHER = ("add_page", "change_page", "publish_page")


@dataclass
class World:
    section: ArticleIndexPage
    #: Never published; live with changes that are not; live, and to be taken down.
    new: ArticlePage
    changed: ArticlePage
    old: ArticlePage
    publisher: User
    editor: User

    @classmethod
    def build(cls) -> "World":
        section = factories.page(ArticleIndexPage, title="Afdeling", slug="afdeling")
        new = factories.draft(ArticlePage, parent=section, title="Ny rapport", slug="ny-rapport")
        new.save_revision()
        changed, old = (
            factories.page(ArticlePage, parent=section, title=title, slug=slug)
            for title, slug in [("Ordning", "ordning"), ("Gammel rapport", "gammel")]
        )
        for page in (changed, old):
            page.save_revision().publish()
        changed.refresh_from_db()
        changed.title, changed.slug = "Ny ordning", "ny-ordning"
        changed.related = new
        changed.save_revision()
        editor = account("bo", section, "add_page", "change_page")
        publisher = account("anne", section, *PUBLISHER)
        for user in (editor, publisher):
            user.user_permissions.add(
                *Permission.objects.filter(
                    content_type__app_label="releases",
                    codename__in=["add_release", "change_release", "view_release"],
                )
            )
        return cls(section, new, changed, old, publisher, editor)

    def release(self, **values: Any) -> Release:
        """A release of all three, as an editor has prepared it."""
        release = Release.objects.create(**{"name": "Rapporten", **values})
        for place, (page, action) in enumerate(
            [
                (self.new, Action.PUBLISH),
                (self.changed, Action.PUBLISH),
                (self.old, Action.UNPUBLISH),
            ]
        ):
            ReleasedPage.objects.create(
                release=release, page_id=page.pk, action=action, sort_order=place
            )
        return release

    def told(self) -> dict[str, dict | int]:
        """What the API tells of the three, by their present titles in the admin; a status if
        nothing.
        """
        found: dict[str, dict | int] = {}
        for name in ("new", "changed", "old"):
            response = Client().get(f"/api/v2/pages/{getattr(self, name).pk}/")
            found[name] = response.json() if response.status_code == 200 else response.status_code
        return json.loads(json.dumps(found))

    def write_on(self, page: ArticlePage, title: str) -> None:
        """Save a draft that is newer."""
        latest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
        latest.title = title
        latest.save_revision()


def post(client: Client, action: str, release: Release, **data: Any) -> Any:
    return client.post(reverse(f"releases:{action}", args=[release.pk]), data, follow=True)


def said(response: Any) -> str:
    """What the admin says above the page, without its link to the first error of a form."""
    return said_in_full(response).removesuffix(" Gå til den første fejl")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
