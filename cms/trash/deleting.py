"""Deletion in the admin, which puts pages into the trash: one by one and many at once."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import Page

from cms.models import TrashedPage
from cms.models.trash import KEPT_FOR
from cms.trash.lying import tell_put_away
from cms.trash.moving import NotPutAway, put_away
from cms.visibility import is_in_trash


class PutAwayView(DeleteView):
    """Wagtail's question before a page is deleted; with a yes, it lies in the trash."""

    template_name = "cms/trash/confirm_delete.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.usage.is_protected:
            raise PermissionDenied
        if not type_to_delete_confirmation(request):
            return self.render_to_response(self.get_context_data())
        parent = self.page.get_parent()
        try:
            entry = put_away(self.page, request.user)
        except NotPutAway as error:
            messages.error(request, str(error))
            return redirect("wagtailadmin_explore", parent.pk)
        tell_put_away(request, [entry])
        for after in hooks.get_hooks("after_delete_page"):
            result = after(request, self.page)
            if hasattr(result, "status_code"):
                return result
        if self.next_url:
            return redirect(self.next_url)
        return redirect("wagtailadmin_explore", parent.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Page.objects.descendant_of(self.page, inclusive=True)
        aliases = Page.objects.filter(alias_of__in=pages).not_descendant_of(self.page, True)
        return super().get_context_data(**kwargs) | {
            "until": timezone.now() + KEPT_FOR,
            "days": KEPT_FOR.days,
            "live": pages.filter(live=True).count(),
            "aliases": aliases.filter(live=True).count(),
        }


class PutAwayBulkAction(DeleteBulkAction):
    """Wagtail's way to delete many pages, which puts them into the trash."""

    template_name = "cms/trash/confirm_bulk_delete.html"
    display_name = _("Delete")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "until": timezone.now() + KEPT_FOR,
            "days": KEPT_FOR.days,
        }

    def get_execution_context(self) -> dict[str, Any]:
        self.entries: list[TrashedPage] = []
        self.refused: list[str] = []
        return super().get_execution_context() | {
            "entries": self.entries,
            "refused": self.refused,
        }

    @classmethod
    def execute_action(
        cls,
        objects: list[Page],
        user: Any = None,
        entries: list[TrashedPage] | None = None,
        refused: list[str] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        done, below = 0, 0
        for each in objects:
            page = Page.objects.get(pk=each.pk)
            if is_in_trash(page):  # with one above it
                continue
            count = page.get_descendant_count()
            try:
                entry = put_away(page, user)
            except NotPutAway as error:
                if refused is not None:
                    refused.append(str(error))
                continue
            if entries is not None:
                entries.append(entry)
            done, below = done + 1, below + count
        return done, below

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> None:
        for each in self.refused:
            messages.error(self.request, each)
        if self.entries:
            tell_put_away(self.request, self.entries)
