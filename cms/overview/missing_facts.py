"""What pages lack that take place soon, as their checklists found it."""

from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.editing.seen import edited_pages
from cms.models import CheckedPage, StoredFinding
from cms.overview.coming_days import dated_types
from cms.overview.panels import OverviewPanel, Row, moment_text
from cms.periods import upcoming


class MissingFactsPanel(OverviewPanel):
    name = "missing-facts"
    order = 130
    heading = gettext_lazy("Coming up, and something is missing")
    icon = "list-ul"
    report = "cms_incomplete"

    def found(self) -> QuerySet:
        at = now()
        begin = [
            Subquery(
                model.objects.filter(
                    upcoming(model, at, period.begins, period.ends), pk=OuterRef("pk")
                ).values(period.begins)
            )
            for model, period in dated_types()
        ]
        never = Value(None, output_field=DateTimeField())
        return (
            CheckedPage.objects.annotate(begins=Coalesce(*begin, never, never))
            .filter(
                Exists(StoredFinding.objects.filter(checked=OuterRef("pk"))),
                begins__isnull=False,
                page__in=edited_pages(self.user).order_by().values("pk"),
            )
            .select_related("page")
            .prefetch_related("findings")
            .order_by("begins", "pk")
        )

    def rows(self, found: list) -> list[Row]:
        return [
            Row.of_page(
                each.page,
                _("%(moment)s: %(findings)s")
                % {
                    "moment": moment_text(each.begins),
                    "findings": " ".join(finding.message for finding in each.findings.all()),
                },
            )
            for each in found
        ]
