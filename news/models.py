from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.content import (
    ORGANISATION,
    BodyField,
    ContentPage,
    IndexPage,
    Parameter,
    YearFilter,
    cards_of,
)


class NewsIndexPage(IndexPage):
    """News, newest first: all, or those that the filters of `NewsPage` find (`?year=2022`)."""

    default_title = "Nyheder"
    default_slug = "nyheder"
    task = _("Read the news")
    subpage_types = ["news.NewsPage"]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")


class NewsPage(ContentPage):
    """A dated article."""

    date = models.DateField(_("date"), default=date.today, db_index=True)
    body = BodyField()

    related_count = 3

    content_panels = [*ContentPage.content_panels, FieldPanel("date"), FieldPanel("body")]
    api_fields = [*ContentPage.api_fields, "date", "body"]
    search_fields = [
        *ContentPage.search_fields,
        index.FilterField("date"),
        index.SearchField("body"),
    ]
    card_fields = ["date", "topics"]
    schema_org_type = "NewsArticle"
    facet_date = "date"
    # A copy is news of the day on which it is made.
    exclude_fields_in_copy = [*ContentPage.exclude_fields_in_copy, "date"]
    filters = [*ContentPage.filters, YearFilter("date")]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news")

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """Return `related`: cards of the newest news that share a topic with the article."""
        topics = [topic["id"] for topic in representation["topics"]]
        if not topics:
            return {"related": []}
        values = {"key": representation["id"], "topics": topics}
        return {"related": cards_of(cls._related, cls.related_count, **values)}

    @classmethod
    def _related(cls, key: Parameter, topics: Parameter) -> QuerySet:
        filed = cls.topics.through.objects.filter(topic__in=topics).values("newspage")
        return cls.objects.filter(pk__in=filed).exclude(pk=key).order_by("-date", "-id")

    def clean(self) -> None:
        super().clean()
        if self.updated_on and self.date and self.updated_on < self.date:
            raise ValidationError({"updated_on": _("The update must not be before the date.")})

    @classmethod
    def schema_org(cls, representation: dict) -> dict:
        return {
            "headline": representation["title"],
            "datePublished": representation["date"],
            "dateModified": representation["meta"]["last_published_at"],
            "author": ORGANISATION,
            "publisher": ORGANISATION,
        }
