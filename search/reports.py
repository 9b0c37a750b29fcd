from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

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
