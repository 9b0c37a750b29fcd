"""News as editors find them below their page: by date."""

from django.utils.translation import gettext_lazy as _
from django_filters.filters import DateFromToRangeFilter
from wagtail import hooks
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet

from cms.content import dates
from cms.content.admin import BULK, PARENT, STATE, TITLE
from news.models import NewsPage


class NewsFilterSet(PageFilterSet):
    date = DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = NewsPage
        fields: list[str] = []


class NewsView(ExplorableIndexView):
    """The pages below the news, the latest first."""

    default_ordering = "-date"
    base_columns = [
        *(BULK, TITLE, PARENT),
        Column(
            "date",
            label=_("Date"),
            accessor=lambda article: dates.date_text(article.date),
            sort_key="date",
        ),
        STATE,
    ]


class NewsViewSet(PageViewSet):
    model = NewsPage
    index_view_class = NewsView
    filterset_class = NewsFilterSet


news_viewset = NewsViewSet()


@hooks.register("register_admin_viewset")
def register_news_list():
    return news_viewset
