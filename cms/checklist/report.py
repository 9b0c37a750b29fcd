"""The report of all pages that lack something, as their checklists found it."""

from typing import Any

import django_filters
from django.db.models import (
    Count,
    Exists,
    Min,
    OuterRef,
    Prefetch,
    QuerySet,
    prefetch_related_objects,
)
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.checklist.stored_results import bring_up_to_date, unchecked
from cms.editing.seen import edited_pages
from cms.models import CheckedPage, StoredFinding
from cms.templatetags.checklist import checklist_name

#: How many pages are checked for whoever asks; the scheduler's job has the rest.
_AT_ONCE = 20
#: The depth in the tree of the sections below a front page, and of the lists below those.
_SECTION, _LIST = 3, 4


def _checked(user: Any) -> QuerySet:
    """Return what was found on the pages that the account may edit, where anything was."""
    pages = edited_pages(user).order_by()
    found = StoredFinding.objects.filter(checked=OuterRef("pk"))
    return CheckedPage.objects.filter(Exists(found), page__in=pages.values("pk"))


class IncompleteMenuItem(MenuItem):
    """What stands in the menu for who may edit a page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return policy_registry.get_by_type(Page).user_has_permission(request.user, "change")


class IncompleteFilterSet(WagtailFilterSet):
    """What narrows to what one check found, and to a section or a list with all below it."""

    check = django_filters.ChoiceFilter(label=_("What is missing"), method="narrow_to_check")
    section = django_filters.ChoiceFilter(
        label=_("Section of the site"), method="narrow_to_section"
    )

    class Meta:
        model = CheckedPage
        fields = ["check", "section"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["check"].extra["choices"] = self._checks()
        self.filters["section"].extra["choices"] = self._sections()

    def _checks(self) -> list[tuple[str, str]]:
        """Return each check that found anything, with how many pages; those of most pages first."""
        found = StoredFinding.objects.filter(checked__in=_checked(self.request.user).values("pk"))
        counted = (
            found.order_by()
            .values("code")
            .annotate(message=Min("message"), pages=Count("checked", distinct=True))
        )
        return [
            (each["code"], f"{checklist_name(each['code'], each['message'])} ({each['pages']})")
            for each in counted.order_by("-pages", "code")
        ]

    def _sections(self) -> list[tuple[str, str]]:
        seen = policy_registry.get_by_type(Page).explorable_instances(self.request.user)
        above = seen.filter(numchild__gt=0, depth__range=(_SECTION, _LIST)).order_by("path")
        return [
            (str(page.pk), f"{'– ' * (page.depth - _SECTION)}{page.get_admin_display_title()}")
            for page in above
        ]

    def narrow_to_check(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        found = StoredFinding.objects.filter(code=value)
        return rows.filter(pk__in=found.values("checked"))

    def narrow_to_section(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        [path] = Page.objects.filter(pk=value).values_list("path", flat=True) or ["-"]
        return rows.filter(page__path__startswith=path)


class FindingsColumn(Column):
    """What a page lacks, each a way to its field."""

    cell_template_name = "cms/checklist/findings_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        edit_url = reverse("wagtailadmin_pages:edit", args=[instance.page.pk])
        return {**context, "findings": instance.shown, "edit_url": edit_url}


class IncompletePagesView(ReportView):
    """The pages that the account may edit and that lack something, most errors first."""

    model = CheckedPage
    # Results have no permissions of their own.
    permission_policy = policy_registry.get_by_type(Page)
    permission_required = "change"
    page_title = _("Pages that lack something")
    header_icon = "list-ul"
    index_url_name = "cms_incomplete"
    index_results_url_name = "cms_incomplete_results"
    results_template_name = "cms/checklist/report_results.html"
    filterset_class = IncompleteFilterSet
    default_ordering = ("-errors", "page__title", "pk")
    columns = [
        TitleColumn(
            "page",
            label=_("Page"),
            accessor="page.get_admin_display_title",
            get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.page_id]),
        ),
        Column("type", label=_("Type"), accessor="page.page_type_display_name"),
        Column("section", label=_("Section of the site")),
        Column("status", label=_("Status"), accessor="page.status_string"),
        FindingsColumn("shown", label=_("What is missing")),
    ]
    list_export = [
        "page.get_admin_display_title",
        "page.page_type_display_name",
        "section",
        "page.status_string",
        "errors",
        "told",
    ]
    export_headings = {
        "page.get_admin_display_title": _("Page"),
        "page.page_type_display_name": _("Type"),
        "section": _("Section of the site"),
        "page.status_string": _("Status"),
        "errors": _("Errors"),
        "told": _("What is missing"),
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        bring_up_to_date(_AT_ONCE)
        return super().get(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        return _checked(self.request.user)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        rows = list(object_list)
        code = self.filters.form.cleaned_data.get("check") if self.filters.form.is_valid() else ""
        findings = StoredFinding.objects.filter(**({"code": code} if code else {}))
        pages = Page.objects.annotate_approved_schedule().prefetch_workflow_states()
        prefetch_related_objects(
            rows, Prefetch("page", pages), Prefetch("findings", findings, to_attr="shown")
        )
        step = Page.steplen * _SECTION
        paths = {row.page.path[:step] for row in rows}
        titles = dict(Page.objects.filter(path__in=paths).values_list("path", "draft_title"))
        for row in rows:
            row.section = titles.get(row.page.path[:step], "") if row.page.depth > _SECTION else ""
            row.told = "; ".join(each.message for each in row.shown)
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return {**context, "waiting": unchecked(now()).count()}
