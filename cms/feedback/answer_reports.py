"""What visitors answered, for those who edit the pages: each sees what is about the pages that the
account may edit.
"""

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.editing.seen import edited_pages
from cms.feedback.models import Remark
from cms.overview.panels import OverviewPanel, Row


class FeedbackMenuItem(MenuItem):
    """What stands in the menu for who may edit a page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return policy_registry.get_by_type(Page).user_has_permission(request.user, "change")


class TallyReportView(ReportView):
    """The pages about which somebody answered, with how many found them useful and how many did
    not, most of the latter first.
    """

    model = Page
    permission_required = "change"
    page_title = gettext_lazy("Was the page useful?")
    header_icon = "help"
    index_url_name = "cms_feedback_report"
    index_results_url_name = "cms_feedback_report_results"
    default_ordering = "-tally__useless"
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Page"),
            accessor="get_admin_display_title",
            url_name="wagtailadmin_pages:edit",
            sort_key="title",
        ),
        Column("useless", label=gettext_lazy("No"), accessor="tally.useless",
               sort_key="tally__useless"),
        Column("useful", label=gettext_lazy("Yes"), accessor="tally.useful",
               sort_key="tally__useful"),
        TitleColumn(
            "remark_count",
            label=gettext_lazy("Remarks"),
            get_url=lambda page: f"{reverse('cms_remarks_report')}?page={page.pk}",
            sort_key="remark_count",
        ),
    ]  # fmt: skip
    list_export = ["title", "tally.useless", "tally.useful", "remark_count"]
    export_headings = {
        "title": gettext_lazy("Page"),
        "tally.useless": gettext_lazy("No"),
        "tally.useful": gettext_lazy("Yes"),
        "remark_count": gettext_lazy("Remarks"),
    }

    def get_base_queryset(self) -> QuerySet:
        pages = edited_pages(self.request.user).filter(tally__isnull=False)
        return pages.select_related("tally").annotate(remark_count=Count("remarks"))

    @property
    def header_buttons(self) -> list:
        url = reverse("cms_remarks_report")
        return [HeaderButton(_("Remarks"), url=url, icon_name="comment")]


def _remarked_pages(request: HttpRequest) -> QuerySet:
    return edited_pages(request.user).filter(remarks__isnull=False).distinct().order_by("title")


class RemarkFilterSet(WagtailFilterSet):
    page = django_filters.ModelChoiceFilter(label=gettext_lazy("Page"), queryset=_remarked_pages)
    is_useful = django_filters.ChoiceFilter(
        label=gettext_lazy("Found the page useful"),
        choices=[("True", gettext_lazy("Yes")), ("False", gettext_lazy("No"))],
    )
    at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Written"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Remark
        fields = ["page", "is_useful", "at"]


class RemarkReportView(ReportView):
    """What was written about pages, newest first."""

    model = Remark
    permission_required = "change"
    page_title = gettext_lazy("Remarks about pages")
    header_icon = "comment"
    index_url_name = "cms_remarks_report"
    index_results_url_name = "cms_remarks_report_results"
    filterset_class = RemarkFilterSet
    default_ordering = "-at"
    columns = [
        TitleColumn(
            "page",
            label=gettext_lazy("Page"),
            accessor="page.get_admin_display_title",
            get_url=lambda remark: reverse("wagtailadmin_pages:edit", args=[remark.page_id]),
            sort_key="page__title",
        ),
        Column("is_useful", label=gettext_lazy("Found the page useful"), accessor="answer"),
        Column("text", label=gettext_lazy("Remark")),
        DateColumn("at", label=gettext_lazy("Written"), sort_key="at"),
    ]
    list_export = ["page.title", "answer", "text", "at"]
    export_headings = {
        "page.title": gettext_lazy("Page"),
        "answer": gettext_lazy("Found the page useful"),
        "text": gettext_lazy("Remark"),
        "at": gettext_lazy("Written"),
    }

    # Who may edit pages may read what was written about them; remarks have no permissions.
    permission_policy = policy_registry.get_by_type(Page)

    def get_base_queryset(self) -> QuerySet:
        return _remarks_for(self.request.user)


class RemarksPanel(OverviewPanel):
    name = "remarks"
    order = 170
    heading = gettext_lazy("What visitors wrote about your pages")
    icon = "comment"
    report = "cms_remarks_report"

    def found(self) -> QuerySet:
        return _remarks_for(self.user).order_by("-at", "-pk")

    def rows(self, found: list) -> list[Row]:
        return [Row.of_page(remark.page, remark.text) for remark in found]


def _remarks_for(user: Any) -> QuerySet:
    pages = edited_pages(user).order_by()
    return Remark.objects.filter(page__in=pages.values("pk")).select_related("page")
