"""Pages that nobody has published for long: Wagtail's report of them, for all who may edit them,
and those that should be read through.
"""

from datetime import timedelta
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports import PageReportView
from wagtail.admin.views.reports.aging_pages import AgingPagesReportFilterSet, AgingPagesView
from wagtail.models import PageLogEntry

from cms.danish.dates import date_text
from cms.editing.seen import edited_pages
from cms.lists import PeriodFilter, YearFilter
from cms.models import IndexPage
from cms.overview.panels import OverviewPanel, Row
from cms.plugins import content_types
from cms.visibility import listed

#: After so long a page should be read through.
REVIEWED_WITHIN = timedelta(days=365)


def to_review(pages: QuerySet) -> QuerySet:
    """Narrow pages to those that visitors take for true today: without those that say by a date of
    their own how old they are, lists, and what was withdrawn.
    """
    types = [
        model
        for model in content_types()
        if not issubclass(model, IndexPage)
        and not any(isinstance(each, PeriodFilter | YearFilter) for each in model.filters)
    ]
    keys = [each.pk for each in ContentType.objects.get_for_models(*types).values()]
    before = now() - REVIEWED_WITHIN
    return listed(pages.filter(live=True, last_published_at__lt=before, content_type__in=keys))


class ReviewPanel(OverviewPanel):
    name = "review"
    order = 150
    heading = gettext_lazy("Pages to read through")
    icon = "time"
    report = "wagtailadmin_reports:aging_pages"

    @property
    def report_url(self) -> str:
        return f"{super().report_url}?review=true"

    def found(self) -> QuerySet:
        return to_review(edited_pages(self.user)).order_by("last_published_at", "pk")

    def rows(self, found: list) -> list[Row]:
        return [
            Row.of_page(
                page,
                _("Last published %(day)s")
                % {"day": date_text(localtime(page.last_published_at).date())},
            )
            for page in found
        ]


class OlderPagesFilterSet(AgingPagesReportFilterSet):
    review = django_filters.ChoiceFilter(
        label=gettext_lazy("Show"),
        method="narrow_to_review",
        choices=[("true", gettext_lazy("Pages to read through"))],
        empty_label=gettext_lazy("All"),
    )

    def narrow_to_review(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return to_review(pages)


class OlderPagesView(AgingPagesView):
    """Wagtail's report, which shows an account only what it may publish."""

    filterset_class = OlderPagesFilterSet

    def get_queryset(self) -> Any:
        published = PageLogEntry.objects.filter(page=OuterRef("pk"), action="wagtail.publish")
        self.queryset = (
            edited_pages(self.request.user)
            .filter(last_published_at__isnull=False)
            .annotate(last_published_by=Subquery(published.values("user")[:1]))
            .annotate_approved_schedule()
            .prefetch_workflow_states()
            .select_related("content_type")
            .order_by("last_published_at")
        )
        return super(PageReportView, self).get_queryset()
