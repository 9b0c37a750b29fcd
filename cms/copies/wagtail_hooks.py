from collections.abc import Iterator
from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from cms.copies.series_views import may_repeat, repeat, repeated


class RepeatItem(PageMenuItem):
    label = _("Repeat on several days")
    icon_name = "calendar-alt"
    url_name = "cms_repeat"

    def is_shown(self, user: Any) -> bool:
        return may_repeat(user, self.page)


# Wagtail lets only those in who may use the admin.
@hooks.register("register_admin_urls")
def register_copies():
    return [
        path("pages/<int:page_id>/repeat/", repeat, name="cms_repeat"),
        path("pages/<int:page_id>/repeated/", repeated, name="cms_repeated"),
    ]


@hooks.register("register_page_header_buttons")
def offer_repeating_in_the_editor(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    yield RepeatItem(page=page, priority=25)


@hooks.register("register_page_listing_more_buttons")
def offer_repeating_in_lists(
    page: Page, user: Any, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    yield RepeatItem(page=page, priority=15)
