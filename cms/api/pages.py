"""The endpoint of pages: Wagtail's views find, the log answers."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import cached_property

from django.apps import apps
from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.api.rich_text import APIRichText
from wagtail.api.v2 import filters as wagtails
from wagtail.api.v2.utils import BadRequestError, page_models_from_string
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.validators import SiteFilterValidator
from wagtail.models import Page, Site, get_page_models

from cms.api import list_parameters
from cms.api.conditions import EVERY_TYPE, Fields, every_type, is_reachable, of_every_type
from cms.api.gone import MAX_KEY, not_there
from cms.api.list_parameters import (
    asked_of,
    asked_slice,
    declared,
    declared_conditions,
    with_options,
)
from cms.api.list_tags import listed_by, named_by, note_listed
from cms.api.moved import MovedMixin
from cms.api.refusals import NotAllowed, listed
from cms.api.represented import PARAMETERS, SITE, Output, RepresentedMixin, digest_of
from cms.api.selection import on_cards
from cms.api.sessionless import JSON
from cms.lists import Filter
from cms.lists.counts import ByType, options
from cms.problems import shortened
from cms.publications.building import build_each
from cms.publications.cache_tags import note_all
from cms.publications.plans import Holds, Plan, Question, ask, is_kept, this_minute
from cms.publications.reading import text_of, texts
from cms.publications.rows import Part, statement, statement_by_key
from cms.publications.search.fragments import fragments
from cms.representations.rich_text import in_format
from cms.visibility import listed as in_lists
from cms.visibility import visible


class PagesEndpoint(MovedMixin, RepresentedMixin, PagesAPIViewSet):
    """Pages that the public may see."""

    filter_backends = [
        list_parameters.FieldsFilter,
        list_parameters.PathsFilter,
        wagtails.ChildOfFilter,
        wagtails.AncestorOfFilter,
        wagtails.DescendantOfFilter,
        list_parameters.OrderingFilter,
        wagtails.TranslationOfFilter,
        wagtails.LocaleFilter,
        list_parameters.PageSearchFilter,
    ]
    known_query_parameters = (
        PagesAPIViewSet.known_query_parameters
        | PARAMETERS
        | {"after", "facets", "highlight", list_parameters.PATHS}
    )
    #: What is searched for, as the search filter has understood it.
    search_query = ""
    lists_withdrawn = False

    def listing_view(self, request: HttpRequest) -> HttpResponse:
        if not self.is_known and self.is_written_anew:
            return super().listing_view(request)
        plan, found = ask(self.question, self._plan_list, is_of_built=self._is_of_built)
        output, self.search_query, self.is_highlighted, facets, named = plan.context
        written = texts(found, output.part)
        # Read last: what is stored of the pages is current then.
        extra_members = self.extra_members([*written])
        content = output.many(written, plan.total or 0, extra_members, facets)
        note_listed(named)
        response = HttpResponse(content, content_type=JSON)
        if output.part is Part.PAGE and output.is_whole and not (extra_members or facets):
            response["ETag"] = f'"{digest_of(output, plan.total, found, written)}"'
        return response

    def detail_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.is_known and self.is_written_anew:
            return super().detail_view(request, pk)
        plan, found = ask(self.question, self._plan_detail, min(pk, MAX_KEY))
        if not found.rows or (text := text_of(found.rows[0])) is None:  # None: hidden since
            raise not_there(request, pk)
        note_all()
        return HttpResponse(plan.context.one(text), content_type=JSON)

    def extra_members(self, keys: list[int]) -> dict[int, dict]:
        """Return `{"highlight": HTML of where the page matches}` of each, or null, if asked for."""
        if not self.is_highlighted:
            return {}
        found = fragments(keys, self.search_query)
        return {key: {"highlight": found.get(key)} for key in keys}

    @cached_property
    def is_highlighted(self) -> bool:
        return list_parameters.is_highlighted(self.request)

    @property
    def is_written_anew(self) -> bool:
        """Whether rich text is asked for in another format than that in which it is stored."""
        return self.rich_text_format != APIRichText.FORMAT_HTML

    @property
    def is_made(self) -> bool:
        """Whether more is done for a list than reading it."""
        is_formed = self.is_written_anew and "rich_text_format" in self.request.GET
        return self.is_highlighted or is_formed

    def represent(self, instances: Iterable[Model]) -> list[dict]:
        keys = [page.pk for page in instances]
        pages = self.seen(Page.objects.filter(pk__in=keys)).specific().in_bulk()
        with in_format(self.rich_text_format):
            built = build_each([pages[key] for key in keys if key in pages])
        return [each.representation.page for each in built if each.representation]

    @cached_property
    def question(self) -> Question:
        request = self.request
        host = (request.scheme, request.get_host())
        return Question(self.action, host, request.META.get("QUERY_STRING", ""))

    @property
    def is_known(self) -> bool:  # type: ignore[override]
        return is_kept(self.question)

    def _is_of_built(self) -> bool:
        # What is searched for also changes with what is built.
        return "search" in self.request.GET or self._any(lambda each: each.is_of_built)

    def _any(self, is_so: Callable[[Filter], bool]) -> bool:
        """Return whether any of the filters that the query may ask for is so."""
        names = {*self.request.GET.keys(), *self.request.GET.get("facets", "").split(",")}
        if "*" in names:
            names |= declared().keys()
        return any(is_so(each) for name in names for each in declared().get(name, {}).values())

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset).filter(*self.conditions.values())

    @cached_property
    def declared(self) -> dict[str, ByType]:
        """The filters that the types asked for declare, or all types if none is."""
        return asked_of(self.asked_types)

    def check_parameters(self, allowed: frozenset[str] | set[str]) -> None:
        of_lists = declared().keys() if self.action == "listing_view" else set()
        super().check_parameters(allowed | of_lists)

    @property
    def read_elsewhere(self) -> Collection[str]:  # type: ignore[override]
        return self.declared if self.action == "listing_view" else ()

    @cached_property
    def conditions(self) -> dict[str, Q]:
        """What the query asks of them."""
        return declared_conditions(self.request.GET, self.asked_types, self.fields, self.declared)

    @cached_property
    def facets(self) -> dict[str, list[dict]]:
        """The options of each filter that `facets` names, with counts, and called what the site
        calls them.
        """
        named = self._named_facets()
        if not named:
            return {}
        pages = super().filter_queryset(self.get_queryset())
        asked = {name: self.declared[name] for name in named}
        with translation.override(settings.LANGUAGE_CODE):
            found = options(pages, self.conditions, asked, this_minute())
        return {name: [each._asdict() for each in of_one] for name, of_one in found.items()}

    def _named_facets(self) -> list[str]:
        if not (value := self.request.GET.get("facets")):
            return []
        allowed = [name for name in with_options() if name in self.declared]
        names = listed("facets", value)
        if names == ["*"]:
            return allowed
        for name in names:
            if name not in allowed:
                raise NotAllowed(f"'{name}' is not a valid value for facets", ["*", *allowed])
        return names

    def _plan_list(self) -> Plan[tuple]:
        self.check_list_parameters()
        output = self.list_output()
        chosen = asked_slice(self.request, is_made=self.is_made)
        if (selection := output.select("")) and on_cards(selection.names, self.shown_types):
            output = replace(output, part=Part.CARD)
        found = self.filter_queryset(self.get_queryset())
        is_lasting = self.request.GET.get("order") != "random" and all(
            each.is_lasting
            for name in {*self.conditions, *self._named_facets()}
            for each in self.declared.get(name, {}).values()
        )
        tags = listed_by(self.request, self.types)
        named = statement(found, chosen, output.part, with_total=True, listed=tags)
        asked = output, self.search_query, self.is_highlighted, self.facets, named_by(self.request)
        reads_clock = self._any(lambda each: each.reads_clock)
        return Plan(named, asked, Holds.of(is_lasting=is_lasting, reads_clock=reads_clock))

    def _plan_detail(self) -> Plan[Output]:
        self.check_parameters(self.detail_parameters)
        return Plan(statement_by_key(self.get_queryset(), Part.PAGE), self.detail_output())

    @classmethod
    def model_of(cls, label: str) -> type[Model]:
        return apps.get_model(label)

    @cached_property
    def all_fields(self) -> list[Fields]:  # type: ignore[override]
        if self.asked_types:
            return [self.fields]
        every = {model: self._filterable(model) for model in every_type()}
        return [self.fields, of_every_type(every, self.fields[Page])]

    @property
    def shown_types(self) -> tuple[type[Model], ...]:
        return tuple(self.asked_types or every_type())

    @property
    def shows_shared(self) -> bool:  # type: ignore[override]
        return not self.request.GET.get("type")

    @cached_property
    def types(self) -> list[type[Model]]:
        names = self.request.GET.get("type")
        if names == EVERY_TYPE:
            return [self.model]
        try:
            labels = ",".join(listed("type", names)) if names else ""
            return list(dict.fromkeys(page_models_from_string(labels))) if labels else [self.model]
        except (LookupError, ValueError):
            allowed = [model._meta.label for model in get_page_models()]
            raise NotAllowed("type doesn't exist", allowed) from None

    @cached_property
    def asked_types(self) -> list[type[Model]]:
        """The types that `type` names; none if it names none, or every one."""
        return self.types if self.request.GET.get("type") not in (None, "", EVERY_TYPE) else []

    def get_root_page(self) -> Page:
        if Site.find_for_request(self.request) is None:
            raise BadRequestError("there is no site at this host, and so no root")
        return super().get_root_page()

    def asked_site(self) -> Site | None:
        """Return the site whose pages are meant. Raises `BadRequestError`."""
        host = self.request.GET.get("site", "")
        if not re.fullmatch(SITE, host):
            raise BadRequestError(
                f"Invalid site parameter: {shortened(host)}; give a host, or host:port"
            )
        try:
            return SiteFilterValidator(site=host, request=self.request).site_obj
        except ValueError as error:
            raise BadRequestError(str(error)) from error

    def get_base_queryset(self) -> QuerySet:
        if (site := self.asked_site()) is None:
            return Page.objects.none()
        return self.seen(Page.objects.descendant_of(site.root_page, inclusive=True))

    def seen(self, pages: QuerySet) -> QuerySet:
        """Narrow pages to those that who asks may see."""
        return visible(pages)

    def get_queryset(self) -> QuerySet:
        # Of `Page` also where one type is asked for: its pages are found by an index then, and its
        # own table is joined only if something asks for its fields.
        found, [first, *others] = self.get_base_queryset(), self.types
        if self.action == "listing_view" and not self.lists_withdrawn:
            found = in_lists(found)
        if first is Page:
            return found
        if not others and not is_reachable(Page, first):
            return first.objects.filter(pk__in=found.order_by().values("pk"))
        return found.type(*self.types)

    def get_object(self) -> Page:
        if (found := self.get_queryset().filter(pk=self.kwargs["pk"]).first()) is None:
            raise not_there(self.request, self.kwargs["pk"])
        return found
