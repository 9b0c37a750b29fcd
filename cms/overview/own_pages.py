"""What an account has in hand: its drafts, and the pages that it has sent for approval."""

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, WorkflowState, get_default_page_content_type
from wagtail.permissions import policy_registry

from cms.editing.seen import edited_pages
from cms.overview.panels import OverviewPanel, Row, moment_text


def own_pages(user: Any) -> QuerySet:
    """Return the pages that the account works on, the latest first: drafts that it owns or edited
    last, and what it has sent for approval, as far as it may edit them.
    """
    sent = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
        requested_by=user,
    )
    is_own = Q(owner=user) | Q(latest_revision__user=user)
    pages = edited_pages(user).filter(Q(is_own, has_unpublished_changes=True) | Exists(sent))
    return (
        pages.annotate_approved_schedule()
        .prefetch_workflow_states()
        .order_by("-latest_revision_created_at", "pk")
    )


def standing(page: Page) -> str:
    """Return how far a page has come, for people."""
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("Changes are asked for")
    return str(capfirst(page.status_string))


class OwnPagesPanel(OverviewPanel):
    name = "own-pages"
    order = 110
    heading = gettext_lazy("What you are working on")
    icon = "edit"
    report = "cms_own_pages"

    def found(self) -> QuerySet:
        return own_pages(self.user)

    def rows(self, found: list) -> list[Row]:
        return [
            Row.of_page(
                page,
                _("%(standing)s, edited %(moment)s")
                % {
                    "standing": standing(page),
                    "moment": moment_text(
                        page.latest_revision_created_at or page.last_published_at
                    ),
                },
            )
            for page in found
        ]


class OwnPagesView(ReportView):
    """All that an account works on."""

    model = Page
    permission_policy = policy_registry.get_by_type(Page)
    permission_required = "change"
    page_title = gettext_lazy("What you are working on")
    header_icon = "edit"
    index_url_name = "cms_own_pages"
    index_results_url_name = "cms_own_pages_results"
    default_ordering = "-latest_revision_created_at"
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Page"),
            accessor="get_admin_display_title",
            url_name="wagtailadmin_pages:edit",
        ),
        Column("type", label=gettext_lazy("Type"), accessor="page_type_display_name"),
        Column("standing", label=gettext_lazy("Status"), accessor=standing),
        DateColumn(
            "edited",
            label=gettext_lazy("Edited"),
            accessor="latest_revision_created_at",
            sort_key="latest_revision_created_at",
        ),
    ]
    list_export = [
        "get_admin_display_title",
        "page_type_display_name",
        "latest_revision_created_at",
    ]
    export_headings = {
        "get_admin_display_title": gettext_lazy("Page"),
        "page_type_display_name": gettext_lazy("Type"),
        "latest_revision_created_at": gettext_lazy("Edited"),
    }

    def get_base_queryset(self) -> QuerySet:
        return own_pages(self.request.user)
