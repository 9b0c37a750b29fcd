"""The dead links to other sites, on the pages that an account may edit."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.editing.seen import edited_pages
from cms.links.models import Address, AddressOnPage, dead_addresses
from cms.overview.panels import OverviewPanel, Row


class DeadLinksMenuItem(MenuItem):
    """What stands in the menu for who may edit a page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return policy_registry.get_by_type(Page).user_has_permission(request.user, "change")


class PagesColumn(Column):
    """The pages with the link that the account may edit, each a way to it; others are counted."""

    cell_template_name = "links/pages_cell.html"


class DeadLinksView(ReportView):
    """The addresses of other sites that don't work, those first that haven't for longest."""

    model = Address
    # Addresses have no permissions of their own.
    permission_policy = policy_registry.get_by_type(Page)
    permission_required = "change"
    page_title = _("Links that don't work")
    header_icon = "link"
    index_url_name = "cms_dead_links"
    index_results_url_name = "cms_dead_links_results"
    results_template_name = "links/report_results.html"
    default_ordering = ("failing_since", "pk")
    columns = [
        Column("url", label=_("Web address")),
        Column("told", label=_("Answer")),
        DateColumn("failing_since", label=_("Not working since")),
        DateColumn("asked_at", label=_("Last asked")),
        PagesColumn("links", label=_("Pages")),
    ]
    list_export = ["url", "told", "failing_since", "asked_at", "titles"]
    export_headings = {
        "url": _("Web address"),
        "told": _("Answer"),
        "failing_since": _("Not working since"),
        "asked_at": _("Last asked"),
        "titles": _("Pages"),
    }

    def get_base_queryset(self) -> QuerySet:
        return _dead_for(self.request.user)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        return _with_links(list(object_list), self.request.user)


class DeadLinksPanel(OverviewPanel):
    name = "dead-links"
    order = 140
    heading = _("Links that don't work")
    icon = "link"
    report = "cms_dead_links"

    def found(self) -> QuerySet:
        return _dead_for(self.user).order_by("failing_since", "pk")

    def rows(self, found: list) -> list[Row]:
        return [
            Row(row.links[0].page.get_admin_display_title(), row.links[0].edit_url, row.url)
            for row in _with_links(found, self.user)
        ]


def _edited(user: Any) -> QuerySet:
    return edited_pages(user).order_by().values("pk")


def _dead_for(user: Any) -> QuerySet:
    links = AddressOnPage.objects.filter(address=OuterRef("pk"), page__live=True)
    return dead_addresses().filter(Exists(links.filter(page__in=_edited(user))))


def _with_links(rows: list, user: Any) -> list:
    """Tell of each address which pages have it: those that the account may edit, and how many
    others.
    """
    edited = AddressOnPage.objects.filter(pk=OuterRef("pk"), page__in=_edited(user))
    links = AddressOnPage.objects.filter(address__in=rows, page__live=True)
    found = links.annotate(is_edited=Exists(edited)).select_related("page")
    by_address: dict[int, list[AddressOnPage]] = {}
    for link in found.order_by("page__title", "pk"):
        by_address.setdefault(link.address_id, []).append(link)
    for row in rows:
        of_row = by_address.get(row.pk, [])
        row.links = [each for each in of_row if each.is_edited]
        for each in row.links:
            url = reverse("wagtailadmin_pages:edit", args=[each.page_id])
            each.edit_url = f"{url}#:w:contentpath={each.path}"
        row.others = len({each.page_id for each in of_row} - {e.page_id for e in row.links})
        titles = dict.fromkeys(each.page.get_admin_display_title() for each in row.links)
        row.titles = "; ".join(titles)
    return rows
