from collections.abc import Iterator
from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from cms.drafts.share_view import share_draft
from cms.drafts.sharing import may_share


class ShareDraftItem(PageMenuItem):
    label = _("Share draft")
    icon_name = "link"
    url_name = "cms_share_draft"

    def is_shown(self, user: Any) -> bool:
        return may_share(user, self.page)


# Wagtail lets only those in who may use the admin.
@hooks.register("register_admin_urls")
def register_sharing():
    return [path("pages/<int:page_id>/share/", share_draft, name="cms_share_draft")]


@hooks.register("register_page_header_buttons")
def offer_sharing_in_the_editor(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    yield ShareDraftItem(page=page, priority=35)


@hooks.register("register_page_listing_more_buttons")
def offer_sharing_in_lists(
    page: Page, user: Any, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    yield ShareDraftItem(page=page, priority=25)


@hooks.register("register_log_actions")
def register_sharing_and_revoking(actions):
    actions.register_action("cms.share_draft", _("Share draft"), _("The draft shared by a link"))
    actions.register_action("cms.revoke_draft", _("Revoke link"), _("A link to a draft revoked"))
