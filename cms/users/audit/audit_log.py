"""The audit log in the admin, for administrators: filtered, and taken along as a spreadsheet."""

from typing import Any

import django_filters
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from cms.users.models import AuditEntry

PERMISSION = "users.view_auditentry"


class AuditMenuItem(MenuItem):
    """What stands in the menu for who may read the log."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


class AuditFilterSet(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("Time"), widget=DateRangePickerWidget)
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=AuditEntry.Kind.choices, widget=CheckboxSelectMultiple
    )
    user_name = django_filters.CharFilter(label=_("User"), lookup_expr="icontains")
    whom_name = django_filters.CharFilter(label=_("About"), lookup_expr="icontains")

    class Meta:
        model = AuditEntry
        fields = ["at", "kind", "user_name", "whom_name"]


class AuditReportView(ReportView):
    """What is kept, newest first."""

    model = AuditEntry
    permission_required = "view"
    page_title = _("Audit log")
    header_icon = "key"
    index_url_name = "cms_audit_log"
    index_results_url_name = "cms_audit_log_results"
    filterset_class = AuditFilterSet
    default_ordering = ("-at", "-pk")
    columns = [
        Column("at", label=_("Time"), sort_key="at"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("user_name", label=_("User"), sort_key="user_name"),
        Column("whom_name", label=_("About"), sort_key="whom_name"),
        Column("what", label=_("What")),
        Column("address", label=_("IP address")),
    ]
    list_export = ["at", "get_kind_display", "user_name", "whom_name", "what", "address"]
    export_headings: dict[str, Any] = {
        "at": _("Time"),
        "get_kind_display": _("Kind"),
        "user_name": _("User"),
        "whom_name": _("About"),
        "what": _("What"),
        "address": _("IP address"),
    }
