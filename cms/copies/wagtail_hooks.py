from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from cms.copies.series_views import may_repeat, repeat, repeated
from cms.copies.template_views import make_template, may_make_template, start
from cms.visibility import is_template


class RepeatItem(PageMenuItem):
    label = _("Repeat on several days")
    icon_name = "calendar-alt"
    url_name = "cms_repeat"

    def is_shown(self, user: Any) -> bool:
        return may_repeat(user, self.page)


class SaveAsTemplateItem(PageMenuItem):
    label = _("Save as a template")
    icon_name = "copy"
    url_name = "cms_make_template"

    def is_shown(self, user: Any) -> bool:
        return may_make_template(user, self.page)


# Wagtail lets only those in who may use the admin.
@hooks.register("register_admin_urls")
def register_copies():
    return [
        path("pages/<int:page_id>/repeat/", repeat, name="cms_repeat"),
        path("pages/<int:page_id>/repeated/", repeated, name="cms_repeated"),
        path("pages/<int:page_id>/start/<int:template_id>/", start, name="cms_start"),
        path("pages/<int:page_id>/template/", make_template, name="cms_make_template"),
    ]


@hooks.register("register_page_header_buttons")
def offer_copies_in_the_editor(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    yield RepeatItem(page=page, priority=25)
    yield SaveAsTemplateItem(page=page, priority=27)


@hooks.register("register_page_listing_more_buttons")
def offer_repeating_in_lists(
    page: Page, user: Any, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    yield RepeatItem(page=page, priority=15)


@hooks.register("construct_page_action_menu")
def publish_no_template(menu_items: list, request: HttpRequest, context: dict[str, Any]) -> None:
    page = context.get("page")
    if page is not None and is_template(page):
        names = ("action-publish", "action-submit")
        menu_items[:] = [each for each in menu_items if each.name not in names]
