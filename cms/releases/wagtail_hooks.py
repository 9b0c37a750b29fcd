from collections.abc import Iterator
from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from cms.releases.joining import join_release, may_join, tell_of_release
from cms.releases.release_views import ReleaseViewSet

hooks.register("before_edit_page", tell_of_release)


class JoinReleaseItem(PageMenuItem):
    label = _("Add to a release")
    icon_name = "date"
    url_name = "cms_join_release"

    def is_shown(self, user: Any) -> bool:
        return may_join(user, self.page)


@hooks.register("register_admin_viewset")
def register_releases():
    return ReleaseViewSet()


@hooks.register("register_admin_urls")
def register_joining():
    return [path("pages/<int:page_id>/release/", join_release, name="cms_join_release")]


@hooks.register("register_page_header_buttons")
def offer_releases_in_the_editor(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    yield JoinReleaseItem(page=page, priority=36)


@hooks.register("register_page_listing_more_buttons")
def offer_releases_in_lists(
    page: Page, user: Any, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    yield JoinReleaseItem(page=page, priority=26)


@hooks.register("register_log_actions")
def register_what_happens_to_releases(actions):
    actions.register_action("releases.approve", _("Approve"), _("The release approved"))
    actions.register_action("releases.reopen", _("Take back"), _("The approval taken back"))
    actions.register_action("releases.go_out", _("Go out"), _("The release went out"))
    actions.register_action("releases.fail", _("Go out"), _("The release could not go out"))
    actions.register_action("releases.undo", _("Undo"), _("The release undone"))
    actions.register_action(
        "releases.restore", _("Undo"), _("Made what it was before a release went out")
    )
