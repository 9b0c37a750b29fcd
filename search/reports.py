from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from cms.content.admin import OverviewPanel, Row
from search import fruitless


class FruitlessSearchesView(ReportView):
    """For editors: what visitors have searched for at least three times, and not found."""

    page_title = _("Searches without results")
    header_icon = "search"
    index_url_name = "fruitless_searches"
    index_results_url_name = "fruitless_searches_results"
    default_ordering = "-times"
    columns = [
        Column("words", label=_("Search words"), sort_key="words"),
        Column("times", label=_("Times in 90 days"), sort_key="times"),
        DateColumn("latest", label=_("Latest"), sort_key="latest"),
    ]
    list_export = ["words", "times", "latest"]

    def get_base_queryset(self):
        return fruitless.shown()


class FruitlessSearchesPanel(OverviewPanel):
    name = "fruitless-searches"
    order = 160
    heading = _("Searches without results")
    icon = "search"
    report = "fruitless_searches"

    def found(self):
        return fruitless.shown()

    def rows(self, found):
        return [Row(each["words"], "", _told(each["times"])) for each in found]


def _told(times):
    return ngettext("%(times)s time in 90 days", "%(times)s times in 90 days", times) % {
        "times": times
    }
