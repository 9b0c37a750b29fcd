from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from wagtail.models import Page

from cms.delivery.news_feeds import ATOM, RSS
from cms.models.content_page import TEXT_CHECKS, ContentPage
from cms.models.tree import children_of


class IndexPage(ContentPage):
    """Base of the pages that list their children, a page of cards at a time.

    An index names no parent, so a plugin needs to know nothing of the site's tree. `setup_site`
    makes one page of each index type below the section, with `default_title` and `default_slug`.
    """

    contact = None
    topics = None
    filters = []
    checks = TEXT_CHECKS

    schema_org_type = "CollectionPage"
    page_size = 20
    teaser_count = 0
    #: What one does with the list, such as "Find a podcast": an entry on the fronts above it.
    task: str = ""
    #: Filters that the type's own template shows, so that the form leaves them out.
    shown_apart: tuple[str, ...] = ()
    #: Filters that a small screen shows at once; the others unfold.
    shown_first: tuple[str, ...] = ("topic", "year", "q")
    #: Whether `items` depends on the time that it is given: it does where a type has `items` of its
    #: own, unless that type says otherwise. Else what a list comes to is kept until a commit.
    reads_clock = False
    #: Parameters that the type reads itself, which choosing among filters leaves as they are.
    own_parameters: tuple[str, ...] = ()
    feeds = [RSS, ATOM]
    default_title: str = ""
    default_slug: str = ""

    settings_panels = Page.settings_panels
    api_fields = ["lede", "image", "withdrawn", "updated_on", "update_note"]
    api_meta_fields = [*ContentPage.api_meta_fields, "items_url"]

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "items" in vars(cls) and "reads_clock" not in vars(cls):
            cls.reads_clock = True

    @classmethod
    def items(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        """Return the pages to list, in order: a queryset that only names them. Their cards are read
        by the core, which also leaves out what is not visible, and narrows the list by the
        `filters` of the type. By default the children, newest first. Raises `cms.problems.BadQuery`
        for a query string that makes no sense.
        """
        model = cls.listed_type()
        date = getattr(model, "facet_date", "first_published_at")
        return children_of(model, representation["id"]).order_by(f"-{date}", "-id")

    @classmethod
    def listed_type(cls) -> type[Page]:
        """Return the type of the pages that it lists: the one that may stand below it. Where there
        may be several, they are listed as `Page`, and not narrowed.
        """
        models = cls.clean_subpage_models()
        return models[0] if len(models) == 1 else Page

    @classmethod
    def asked(cls, query: QueryDict) -> QueryDict:
        """Return what the list is narrowed by: the query string, and what holds where that says
        nothing. Raises `cms.problems.BadQuery`.
        """
        return query

    @classmethod
    def listed_context(cls, representation: dict, query: QueryDict, cards: list[dict]) -> dict:
        """Return what the type's template gets besides, made of the cards that are shown."""
        return {}

    @classmethod
    def items_per_page(cls, query: QueryDict) -> int:
        return cls.page_size
