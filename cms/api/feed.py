"""The log as it is asked for: which pages, in which form. Every way of following it reads here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2 import filters as wagtails
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Page, Site

from cms.api.list_parameters import FieldsFilter, declared
from cms.api.pages import PagesEndpoint
from cms.api.represented import PARAMETERS, Output, selection_of
from cms.problems import BadQuery, shortened
from cms.publications.changes import EXAMINED, Change, Changes, changes_since
from cms.publications.cursors import BadCursor, Cursor
from cms.publications.items import Addresses, thin
from cms.publications.models import Publication
from cms.publications.opened_changes import changes_opened, state_opened
from cms.publications.opening import Opening
from cms.publications.state import State, state_of
from cms.representations.encoding import to_json

#: The value of `since` from which only what comes is told.
NOW = "now"


class OnceThere(BaseFilterBackend):
    """A mixin of filters that name a page: of one that was public and is no more, nothing is below.
    Otherwise who follows a section would be refused the news that it is gone.
    """

    name = ""

    def filter_queryset(self, request: HttpRequest, queryset: QuerySet, view: Any) -> QuerySet:
        try:
            return super().filter_queryset(request, queryset, view)
        except BadRequestError:
            key = request.GET.get(self.name, "")
            if key.isdecimal() and view.was_there(int(key)):
                return queryset.none()
            raise


class ChildOfFilter(OnceThere, wagtails.ChildOfFilter):
    name = "child_of"


class DescendantOfFilter(OnceThere, wagtails.DescendantOfFilter):
    name = "descendant_of"


@dataclass(frozen=True)
class ChangeFeed:
    """The changes of certain pages of a site, in a certain form."""

    #: The visible pages that are asked for.
    matching: QuerySet[Page]
    #: Whether they are fewer than all of the site.
    is_narrowed: bool
    output: Output
    #: The site that is asked, and whether pages of others have no address.
    site_id: int | None
    is_alone: bool
    #: What is asked for as of now: a section may have moved since, or its site have another name.
    again: Callable[[], "ChangeFeed"]
    #: What is followed besides what is public.
    opening: Opening | None = None

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses.of(self.site_id, only=self.is_alone)

    def read(self, cursor: Cursor | None, limit: int) -> tuple[Changes, "ChangeFeed"]:
        """Return what `changes_since` does, of these pages; and the feed as of after the commits
        that are read, by which they are written. What is told of a commit may be newer than that,
        and never older: nobody would tell it again.
        """
        feed = self

        def matching() -> QuerySet[Page]:
            nonlocal feed
            feed = self.again()
            return feed.matching

        examined = max(limit, EXAMINED) if self.is_narrowed else limit
        if self.opening is not None:
            found = changes_opened(self.opening, cursor, limit, matching, examined)
        else:
            found = changes_since(cursor, limit, matching, examined)
        return found, feed

    def state(self) -> State:
        """Return what a complete copy of these pages consists of. Raises `NotSettled`."""
        if self.opening is not None:
            return state_opened(self.opening, self.matching)
        return state_of(self.matching)

    def item(self, change: Change, **members: Any) -> bytes:
        """Return a change as JSON: with the page in the form asked for if it is to be kept, null
        if it can't be built at the moment.
        """
        told = thin(change, self.addresses) | {"content_changed": change.content_changed}
        text = to_json(told | members).decode()
        if change.is_kept:
            page = "null" if change.text is None else self.output.narrowed(change.text)
            text = f'{text[:-1]},"page":{page}}}'
        return self.output.written(text)


class FeedEndpoint(PagesEndpoint):
    """What reads the parameters by which a feed is asked for."""

    filter_backends = [FieldsFilter, ChildOfFilter, DescendantOfFilter]
    known_query_parameters = (
        frozenset({"type", "fields", "child_of", "descendant_of", "site", "format"}) | PARAMETERS
    )
    #: Parameters of its own, which are no part of what is asked for.
    own_parameters: frozenset[str] = frozenset()
    #: Who keeps a copy of the site keeps these too.
    lists_withdrawn = True
    #: What who asks may follow besides what is public.
    opening: Opening | None = None

    def was_there(self, key: int) -> bool:
        """Return whether there is a page, or was, of which who asks may know."""
        return Publication.objects.filter(pk=key).exists()

    def check_parameters(self, allowed: frozenset[str] | set[str]) -> None:
        known = set(allowed) | self.own_parameters | followed()
        super(PagesEndpoint, self).check_parameters(known - unfollowed())

    def list_output(self) -> Output:
        fields = self.request.GET.get("fields")
        if not fields:
            return self._output(lambda label: None)
        default = frozenset(self.get_listing_default_fields(self.types[0]))
        selection = selection_of(FeedEndpoint, fields, self.shown_types, default)
        return self._output(lambda label: selection)

    def feed(self) -> ChangeFeed:
        """Return what the request asks for. Raises `BadQuery` and `BadRequestError`."""
        self.check_list_parameters()
        output = self.list_output()
        matching = self.filter_queryset(self.get_queryset())
        given = (
            {*self.request.GET} - PARAMETERS - self.own_parameters - {"fields", "format", "site"}
        )
        site = Site.find_for_request(self.request)
        is_alone = "site" not in self.request.GET
        site_id = site.pk if site else None
        return ChangeFeed(
            matching, bool(given), output, site_id, is_alone, self._again, self.opening
        )

    def _again(self) -> ChangeFeed:
        self.request.__dict__.pop("_wagtail_site", None)
        return self.feed()

    def place(self, name: str, text: str, expected: str) -> Cursor | None:
        """Return where to go on, as the parameter with this name tells it; None: from the start.
        Raises `BadQuery`, which says what else than `NOW` was expected.
        """
        if name == "since" and text == NOW:
            return self.opening.now() if self.opening else Cursor.now()
        try:
            return Cursor.read(text) if text else None
        except BadCursor:
            raise BadQuery(name, shortened(text), f"{NOW}, or {expected}") from None


def feed_of(query: str, site: Site) -> ChangeFeed:
    """Return what the query string of an address asks for ("type=news.NewsPage&topic=klima"), on
    this site. Raises `BadQuery` and `BadRequestError`, whose texts say what is wrong with it.
    """
    request = HttpRequest()
    request.method, request.GET = "GET", QueryDict(query)
    request.META |= {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port)}
    request._wagtail_site = site  # as `Site.find_for_request` keeps it
    endpoint = FeedEndpoint()
    endpoint.request, endpoint.action = request, "listing_view"
    return endpoint.feed()


def followed() -> set[str]:
    """Return the filters of lists by which a feed can be narrowed."""
    return declared().keys() - unfollowed()


def unfollowed() -> set[str]:
    """Return those that go by the clock: nobody could be told when a page leaves them."""
    return {
        name
        for name, by_type in declared().items()
        if any(each.reads_clock for each in by_type.values())
    }


def told_of_end(cursor: Cursor, more: bool) -> bytes:
    """Return the line that ends what is read at once, or tells how far it is without a change."""
    return to_json({"next": str(cursor), "more": more})
