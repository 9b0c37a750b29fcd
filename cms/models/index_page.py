from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from wagtail.models import Page

from cms.delivery.filters import Filter
from cms.delivery.news_feeds import ATOM, RSS
from cms.models.content_page import ContentPage
from cms.models.tree import children_of


class IndexPage(ContentPage):
    """Base of the pages that list their children, a page of cards at a time.

    An index names no parent, so a plugin needs to know nothing of the site's tree. `setup_site`
    makes one page of each index type below the section, with `default_title` and `default_slug`.
    """

    contact = None
    topics = None

    schema_org_type = "CollectionPage"
    page_size = 20
    #: Parameters of the query string that narrow the list, and so its feeds too.
    filter_parameters: tuple[str, ...] = ()
    feeds = [RSS, ATOM]
    default_title: str = ""
    default_slug: str = ""

    settings_panels = Page.settings_panels
    api_fields = ["lede", "image"]
    api_meta_fields = [*ContentPage.api_meta_fields, "items_url"]

    class Meta:
        abstract = True

    @classmethod
    def items(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        """The pages to list, in order: a queryset that only names them. Their cards are read by
        the core, which also leaves out what is not visible. By default the children, newest
        first. Raises `cms.problems.BadQuery` for a query string that makes no sense.
        """
        return children_of(Page, representation["id"]).order_by("-first_published_at", "-id")

    @classmethod
    def filters(cls, representation: dict, query: QueryDict) -> list[Filter]:
        """What a visitor may choose from, with what the query string chooses. Raises
        `cms.problems.BadQuery` for a choice that there isn't.
        """
        return []

    @classmethod
    def listed_context(cls, representation: dict, query: QueryDict, cards: list[dict]) -> dict:
        """What the type's template gets besides, made of the cards that are shown."""
        return {}

    @classmethod
    def items_per_page(cls, query: QueryDict) -> int:
        return cls.page_size

    @classmethod
    def teasers(cls, section_id: int, now: datetime) -> QuerySet:
        return cls.objects.none()
