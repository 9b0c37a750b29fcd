"""Releases in the admin: who may prepare them is asked of Django's permissions on the model, and
who may let them out of Wagtail's on their pages.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import re_path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from cms.editing.seen import seen_pages
from cms.releases import release_actions
from cms.releases.approval import may_go_through
from cms.releases.copies import has_moved_on
from cms.releases.forms import ReleaseForm
from cms.releases.models import Release, ReleasedPage, State
from cms.releases.obstacles import obstacles

#: Pages that one release takes: they go out in one transaction, which others wait for.
MOST_PAGES = 50


def is_coming(release: Any) -> bool:
    """Return whether a row of the list is yet to go out."""
    return release.state == State.APPROVED


class IndexView(generic.IndexView):
    def get_edit_url(self, instance: Release) -> str | None:
        # What it holds, and what can be done with it, is what one comes for.
        return self.get_inspect_url(instance)


class CreateView(generic.CreateView):
    def get_success_url(self) -> str:
        return reverse("releases:inspect", args=[self.object.pk])


class EditView(generic.EditView):
    """The choice of its pages, which nobody changes once it is approved."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        release = get_object_or_404(Release, pk=self.kwargs["pk"])
        if not release.is_open:
            messages.error(request, _("The release is approved. Take the approval back first."))
            return redirect(reverse("releases:inspect", args=[release.pk]))
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("releases:inspect", args=[self.object.pk])


class InspectView(generic.InspectView):
    """What a release holds, what its pages lack, and what can be done with it."""

    template_name = "releases/inspect.html"
    page_title = gettext_lazy("Release")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        release, user = self.object, self.request.user
        items = list(release.items.select_related("page", "approved"))
        seen = set(
            seen_pages(user)
            .filter(pk__in=[each.page_id for each in items])
            .values_list("pk", flat=True)
        )
        shown = [each for each in items if each.page_id in seen]
        may_change = self.user_has_permission("change")
        return super().get_context_data(**kwargs) | {
            "release": release,
            "rows": [self._row(each) for each in shown],
            "unseen": len(items) - len(shown),
            "may_change": may_change,
            "may_go_through": may_change and may_go_through(user, items),
        }

    def _row(self, item: ReleasedPage) -> dict[str, Any]:
        page: Page = item.page.specific_deferred
        _site, _root_url, path = page.get_url_parts(self.request) or (None, None, "/")
        return {
            "item": item,
            "title": page.get_admin_display_title(),
            "can_edit": page.permissions_for_user(self.request.user).can_edit(),
            "preview_url": reverse("releases:preview", args=[self.object.pk, path[1:]]),
            "lacking": [] if self.object.went_out_at else list(obstacles(item)),
            "has_moved_on": has_moved_on(item),
        }


class ReleaseViewSet(ModelViewSet):
    model = Release
    name = "releases"
    icon = "date"
    menu_label = gettext_lazy("Releases")
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    inspect_view_enabled = True
    inspect_view_fields = ["name"]
    copy_view_enabled = False
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    inspect_view_class = InspectView
    list_display = [
        "name",
        StatusTagColumn(
            "state", label=gettext_lazy("State"), accessor="get_state_display", primary=is_coming
        ),
        DateColumn("goes_at", label=gettext_lazy("Goes out at")),
        DateColumn("went_out_at", label=gettext_lazy("Went out")),
        Column("approved_by", label=gettext_lazy("Approved by")),
    ]
    list_filter = ["state"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("goes_at"),
            InlinePanel(
                "items",
                panels=[FieldPanel("page"), FieldPanel("action")],
                heading=gettext_lazy("Pages"),
                label=gettext_lazy("page"),
                max_num=MOST_PAGES,
            ),
        ],
        base_form_class=ReleaseForm,
    )

    @cached_property
    def inspect_template_name(self) -> str:
        return InspectView.template_name

    def get_urlpatterns(self) -> list:
        own = {
            "approve": release_actions.ApproveView,
            "reopen": release_actions.ReopenView,
            "send_out": release_actions.SendOutView,
            "undo": release_actions.UndoView,
        }
        return [
            *super().get_urlpatterns(),
            *(
                re_path(rf"^{name}/(?P<pk>\d+)/$", self.construct_view(view), name=name)
                for name, view in own.items()
            ),
            re_path(
                r"^preview/(?P<pk>\d+)/(?P<path>.*)$",
                self.construct_view(release_actions.PreviewView),
                name="preview",
            ),
        ]
