from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from cms.checklist.approving import APPROVE, tell_of_approval
from cms.checklist.judging import judged
from cms.checklist.panel import ChecklistItem
from cms.checklist.report import IncompleteMenuItem
from cms.editing import admin_api, labels
from cms.editing.bulk_move import SeenMoveBulkAction
from cms.editing.choosers import CHOOSERS
from cms.editing.model_admins import SharedDataGroup
from cms.editing.pasting import paste_texts
from cms.editing.redirect_admin import urlpatterns as redirect_urls
from cms.editing.seen import seen_pages, sees
from cms.editing.several_persons import add_several, choose_several
from cms.editing.userbar import ClickToEditItem
from cms.history.folding import note_autosave
from cms.overview.first_screen import show_panels
from cms.previews.views import page_preview, previews
from cms.representations.rich_text_handlers import (
    LinkedMediaEmbedHandler,
    PublicDocumentLinkHandler,
    PublicImageEmbedHandler,
    PublicPageLinkHandler,
)
from cms.trash.deleting import PutAwayBulkAction
from cms.trash.lying import PagesOutsideTheTrash

labels.name()
modeladmin_register(SharedDataGroup)


@hooks.register("register_admin_viewset")
def register_choosers():
    return list(CHOOSERS.values())


# After Wagtail's own handlers, whose place they take for every rich text of the site.
@hooks.register("register_rich_text_features", order=100)
def register_public_rich_text(features):
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)
    features.register_embed_type(PublicImageEmbedHandler)
    features.register_embed_type(LinkedMediaEmbedHandler)


# Wagtail lets only those in who may use the admin.
@hooks.register("register_admin_urls")
def register_previews():
    return [
        path("persons/add-several/", add_several, name="cms_add_persons"),
        path("persons/choose-several/", choose_several, name="cms_choose_persons"),
        path("previews/", previews, name="cms_previews"),
        path("previews/<str:label>/<int:number>/", page_preview, name="cms_page_preview"),
    ]


# Before Wagtail's own, which it takes the place of.
@hooks.register("register_admin_urls", order=-10)
def register_redirect_forms():
    return redirect_urls


@hooks.register("register_help_menu_item")
def register_previews_menu_item():
    return MenuItem(
        _("Blocks and cards"), reverse("cms_previews"), name="previews", icon_name="view"
    )


@hooks.register("register_reports_menu_item")
def register_incomplete_pages_menu_item():
    return IncompleteMenuItem(
        _("Pages that lack something"),
        reverse("cms_incomplete"),
        name="incomplete",
        icon_name="list-ul",
        order=100,
    )


@hooks.register("insert_editor_js")
def help_with_forms():
    """Return the menu of the table editor in Danish, fields that show when they apply, the way to a
    field, pasting, and lists of persons.
    """
    names = ("tables_danish", "applies", "to_field", "pasted", "paste", "several_persons")
    scripts = [(static(f"cms/js/{name}.js"),) for name in names]
    return paste_texts() + format_html_join("", '<script src="{}" defer></script>', scripts)


@hooks.register("insert_global_admin_js")
def label_search_buttons():
    return format_html('<script src="{}" defer></script>', static("cms/js/search_buttons.js"))


# In the editor and on pages alike.
@hooks.register("construct_wagtail_userbar")
def check_with_the_checklist(request: HttpRequest, items: list, page: Page) -> None:
    items[:] = [
        ChecklistItem(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


@hooks.register("construct_wagtail_userbar")
def click_to_edit(request: HttpRequest, items: list, page: Page) -> None:
    items.append(ClickToEditItem())


@hooks.register("before_bulk_action")
def publish_what_is_whole(
    request: HttpRequest, action_type: str, objects: list, action: BulkAction
) -> HttpResponse | None:
    """Refuse pages with errors: they are published one by one, where the form says what is
    wrong.
    """
    if action_type != "publish":
        return None
    drafts = (page.get_latest_revision_as_object() for page in objects if isinstance(page, Page))
    titles = [page.title for page in drafts if any(each.is_error for each in judged(page))]
    if not titles:
        return None
    message = _("Nothing has been published: something is wrong with %(pages)s. Open to see what.")
    named = get_text_list([f"»{title}«" for title in titles], _("and"))
    messages.error(request, message % {"pages": named})
    return redirect(action.next_url)


@hooks.register("register_log_actions")
def register_withdrawals(actions):
    actions.register_action("cms.withdraw", _("Withdraw"), _("Withdrawn: it holds no more"))
    actions.register_action("cms.put_in_force", _("Put in force"), _("In force again"))


@hooks.register("register_log_actions")
def register_the_trash(actions):
    actions.register_action("cms.trash", _("Delete"), _("Put into the trash"))
    actions.register_action("cms.restore", _("Put back"), _("Put back from the trash, as a draft"))


class TrashMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)


@hooks.register("register_admin_menu_item")
def register_trash_menu_item():
    return TrashMenuItem(_("Trash"), reverse("cms_trash"), name="trash", icon_name="bin", order=900)


hooks.register("construct_homepage_panels", show_panels)


@hooks.register("construct_homepage_summary_items")
def count_no_trash(request: HttpRequest, items: list) -> None:
    items[:] = [
        PagesOutsideTheTrash(request) if type(item) is PagesSummaryItem else item for item in items
    ]


@hooks.register("register_permissions")
def register_trash_permissions():
    return Permission.objects.filter(content_type__app_label="cms", codename="delete_trashedpage")


# After Wagtail's own, whose place it takes. Wagtail 8.1 calls no such hook.
hooks.register("construct_admin_api", admin_api.narrow, order=100)
hooks.register("register_bulk_action", SeenMoveBulkAction, order=100)
hooks.register("register_bulk_action", PutAwayBulkAction, order=100)


@hooks.register("construct_page_chooser_queryset")
def choose_what_is_seen(pages: QuerySet, request: HttpRequest) -> QuerySet:
    seen = seen_pages(request.user)
    return pages.filter(pk__in=seen.order_by().values("pk"))


# Wagtail asks for permission when the page is moved, but names both pages before.
@hooks.register("before_move_page")
def move_what_is_seen(request: HttpRequest, page: Page, destination: Page) -> None:
    if not (sees(request.user, page) and sees(request.user, destination)):
        raise Http404


@hooks.register("after_edit_page")
def tell_of_what_was_approved(request: HttpRequest, page: Page) -> None:
    if request.POST.get("workflow-action-name") == APPROVE:
        tell_of_approval(request, page)


@hooks.register("after_edit_page")
def tell_autosaves_apart(request: HttpRequest, page: Page) -> None:
    # As Wagtail knows them: what a person sends expects a page.
    if not request.accepts("text/html"):
        note_autosave(page)
