from datetime import date, datetime

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.delivery.structured_data import ORGANISATION
from cms.models import BodyField, ContentPage, IndexPage
from cms.models.tree import children_of
from cms.problems import BadQuery
from cms.visibility import visible


class NewsIndexPage(IndexPage):
    """News, newest first, all of it or a year at a time (`?year=2022`)."""

    default_title = "Nyheder"
    default_slug = "nyheder"
    subpage_types = ["news.NewsPage"]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    @classmethod
    def items(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        news = children_of(NewsPage, representation["id"]).order_by("-date", "-id")
        return news.filter(date__year=year) if (year := _year(query)) else news

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """`years`: the years that have news, newest first, as `{"year", "url", "current"}`."""
        dates = visible(children_of(NewsPage, representation["id"])).dates("date", "year", "DESC")
        chosen, address = _year(request.GET), representation["meta"]["html_url"]
        return {
            "years": [
                {
                    "year": day.year,
                    "url": f"{address}?year={day.year}",
                    "current": day.year == chosen,
                }
                for day in dates
            ]
        }


class NewsPage(ContentPage):
    """A dated article."""

    date = models.DateField(_("date"), default=date.today, db_index=True)
    body = BodyField()

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("date"),
        FieldPanel("body"),
    ]
    api_fields = [*ContentPage.api_fields, "date", "body"]
    search_fields = [
        *ContentPage.search_fields,
        index.FilterField("date"),
        index.SearchField("body"),
    ]
    card_fields = ["date"]
    schema_org_type = "NewsArticle"
    facet_date = "date"
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news")

    @classmethod
    def schema_org(cls, representation: dict) -> dict:
        return {
            "headline": representation["title"],
            "datePublished": representation["date"],
            "dateModified": representation["meta"]["last_published_at"],
            "author": ORGANISATION,
            "publisher": ORGANISATION,
        }


def _year(query: QueryDict) -> int | None:
    """The year asked for, or None for all. Raises `BadQuery` for what is no year."""
    value = query.get("year", "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and int(value) > 0):
        raise BadQuery("year", value, _("a year, such as 2022"))
    return int(value)
