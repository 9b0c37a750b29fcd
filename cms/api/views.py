"""Endpoints. Wagtail's views find and page; the answers are our representations.

The API knows no session: nobody is logged in here, so an answer is the same for everyone.
"""

from collections.abc import Iterable
from functools import cached_property

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from rest_framework.response import Response
from wagtail.api.rich_text import APIRichText
from wagtail.api.v2 import filters as wagtails
from wagtail.api.v2.utils import BadRequestError, page_models_from_string, parse_boolean
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.validators import SiteFilterValidator
from wagtail.contrib.redirects.api import RedirectsAPIViewSet
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page, Site, get_page_models

from cms.api import filters
from cms.api.errors import NotAllowed
from cms.api.fields import parse_fields, select
from cms.api.filterable import child_relations, filterable
from cms.api.index import root_url
from cms.api.queries import Fields, parameters
from cms.api.sessionless import SessionlessMixin
from cms.delivery.published import read_keys
from cms.publications.files import catch_up, is_public, public_files
from cms.publications.reading import Unbuildable
from cms.publications.search.fragments import fragments
from cms.representations import build, represent, with_origin
from cms.representations.rich_text import in_format
from cms.visibility import visible

#: What a single object may be asked with.
DETAIL_PARAMETERS = {"fields", "rich_text_format", "site", "format", "_"}


class RepresentationMixin(SessionlessMixin):
    """Lists and details made of representations, narrowed by `fields`."""

    filter_backends: list = [
        filters.FieldsFilter,
        filters.OrderingFilter,
        filters.VisibleSearchFilter,
    ]

    def represent(self, instances: Iterable[Model]) -> list[dict]:
        """The representations of what was found, in its order."""
        return represent(instances)

    @cached_property
    def types(self) -> list[type[Model]]:
        """The types that are asked for; all objects are of one of them."""
        return [self.model]

    @cached_property
    def fields(self) -> Fields:
        """What lists of each type can be filtered by."""
        return {model: self._filterable(model) for model in self.types}

    def listing_view(self, request) -> Response:
        self.check_parameters({*self.known_query_parameters, *parameters(self.fields)})
        self._answer({}, self.types, set())  # what `fields` says is checked in an empty list too
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        default = set(self.get_listing_default_fields(self.types[0]))
        items = [
            self._answer(item, self.types, default) | self.besides(item)
            for item in self.represent(page)
        ]
        return self.get_paginated_response(items)

    def detail_view(self, request, pk) -> Response:
        self.check_parameters(DETAIL_PARAMETERS)
        instance = self.get_object()
        found = self.represent([instance])
        if not found:
            raise Http404("not found")
        model = type(instance)
        return Response(self._answer(found[0], [model], set(self._allowed([model]))))

    def besides(self, representation: dict) -> dict:
        """Members of a list's item that tell of the query, and not of the object."""
        return {}

    def check_parameters(self, allowed: set[str]) -> None:
        """Raise `BadRequestError` unless all parameters are allowed and stand once."""
        query = self.request.GET
        if unknown := sorted(set(query) - allowed):
            raise NotAllowed(
                "query parameter is not an operation or a recognised field: " + ", ".join(unknown),
                sorted(allowed - {"_"}),
            )
        for name, values in query.lists():
            if len(values) > 1:
                raise BadRequestError(f"{name} is given {len(values)} times; give it once")

    def _answer(self, representation: dict, models: list[type[Model]], default: set[str]) -> dict:
        allowed = self._allowed(models)
        config = parse_fields(self.request.GET.get("fields"), allowed)
        children = {name for model in models for name in child_relations(model)}
        chosen = select(representation, config, allowed, default, children)
        return with_origin(chosen, root_url(self.request))

    def _allowed(self, models: list[type[Model]]) -> list[str]:
        return list(
            dict.fromkeys(name for model in models for name in self.get_available_fields(model))
        )

    def _filterable(self, model: type[Model]) -> dict:
        names = self.get_available_fields(model, db_fields_only=True)
        return filterable(model, [name for name in names if name != "locale"])


class PagesEndpoint(RepresentationMixin, PagesAPIViewSet):
    """Pages that the public may see."""

    filter_backends = [
        filters.FieldsFilter,
        filters.TopicFilter,
        filters.PersonFilter,
        filters.PeriodFilter,
        wagtails.ChildOfFilter,
        wagtails.AncestorOfFilter,
        wagtails.DescendantOfFilter,
        filters.OrderingFilter,
        wagtails.TranslationOfFilter,
        wagtails.LocaleFilter,
        filters.PageSearchFilter,
    ]
    known_query_parameters = PagesAPIViewSet.known_query_parameters | {
        "highlight",
        "person",
        "topic",
        "when",
    }
    #: What is searched for, as the search filter has understood it.
    search_query = ""

    @cached_property
    def types(self) -> list[type[Model]]:
        names = self.request.GET.get("type")
        try:
            return list(dict.fromkeys(page_models_from_string(names))) if names else [self.model]
        except (LookupError, ValueError):
            allowed = [model._meta.label for model in get_page_models()]
            raise NotAllowed("type doesn't exist", allowed) from None

    def types_with(self, *names: str) -> list[type[Model]]:
        """The types asked for, of which every one must have these fields; where none is asked for,
        all types that have them.
        """
        asked = self.types if self.request.GET.get("type") else []
        having = [model for model in get_page_models() if filters.has_fields(model, *names)]
        if lacking := [model._meta.label for model in asked if model not in having]:
            raise NotAllowed(
                f"{', '.join(lacking)} cannot be filtered by {' and '.join(names)}; "
                "these types can",
                [model._meta.label for model in having],
            )
        return asked or having

    def get_root_page(self) -> Page:
        if Site.find_for_request(self.request) is None:
            raise BadRequestError("there is no site at this host, and so no root")
        return super().get_root_page()

    def get_base_queryset(self) -> QuerySet:
        try:
            site = SiteFilterValidator(
                site=self.request.GET.get("site"), request=self.request
            ).site_obj
        except ValueError as error:
            raise BadRequestError(str(error)) from error
        if site is None:
            return Page.objects.none()
        return visible(Page.objects.descendant_of(site.root_page, inclusive=True))

    def get_queryset(self) -> QuerySet:
        found = self.get_base_queryset()
        if len(self.types) > 1:
            return found.type(*self.types)
        if self.types == [Page]:
            return found
        # The type's own queryset, so that it can be filtered by the type's own fields.
        return self.types[0].objects.filter(pk__in=found.order_by().values("pk"))

    def represent(self, instances: Iterable[Model]) -> list[dict]:
        keys = [page.pk for page in instances]
        rich_text_format = self.resolve_rich_text_format()
        if rich_text_format == APIRichText.FORMAT_HTML:
            found = [each.page for each in read_keys(keys)]
        else:
            found = self._in_format(rich_text_format, keys)
        #: HTML of where pages match, by key. Read last: what is stored of them is current then.
        self.highlights = fragments(keys, self.search_query) if self.is_highlighted else {}
        return found

    def _in_format(self, rich_text_format: str, keys: list[int]) -> list[dict]:
        # Only finished HTML is stored.
        pages = visible(Page.objects.filter(pk__in=keys)).specific().in_bulk()
        with in_format(rich_text_format):
            return [each.page for each in build(pages[key] for key in keys if key in pages)]

    def besides(self, representation: dict) -> dict:
        if not self.is_highlighted:
            return {}
        return {"highlight": self.highlights.get(representation["id"])}

    @cached_property
    def is_highlighted(self) -> bool:
        """Whether `highlight` asks for where the pages match."""
        query = self.request.GET
        try:
            asked = parse_boolean(query.get("highlight", "false"))
        except ValueError:
            value = query["highlight"]
            raise NotAllowed(
                f"'{value}' is not a valid value for highlight", ["true", "false"]
            ) from None
        if asked and "search" not in query:
            raise BadRequestError("highlight goes with search: there is nothing to look for")
        return asked

    def detail_view(self, request, pk) -> Response:
        try:
            return super().detail_view(request, pk)
        except Http404:
            if self.get_queryset().filter(pk=pk).exists():
                raise Unbuildable(pk) from None
            raise


class FilesMixin(RepresentationMixin):
    """Images or documents that the public may fetch: those that something visible shows."""

    def get_queryset(self) -> QuerySet:
        return public_files(self.model.objects.order_by("pk"))

    def listing_view(self, request) -> Response:
        catch_up()
        return super().listing_view(request)

    def detail_view(self, request, pk) -> Response:
        self._settle(pk)
        return super().detail_view(request, pk)

    def find_object(self, queryset, request):
        found = super().find_object(self.model.objects.all(), request)
        if found is not None:
            self._settle(found.pk)
        return super().find_object(queryset, request)

    def _settle(self, pk) -> None:
        """A page that may show it by now is built before it is looked for."""
        if (file := self.model.objects.filter(pk=pk).first()) is not None:
            is_public(file)


class ImagesEndpoint(FilesMixin, ImagesAPIViewSet):
    filter_backends = FilesMixin.filter_backends


class DocumentsEndpoint(FilesMixin, DocumentsAPIViewSet):
    filter_backends = FilesMixin.filter_backends


class RedirectsEndpoint(SessionlessMixin, RedirectsAPIViewSet):
    """Redirects as Wagtail answers them, but for those that lead to what the public can't see."""

    def get_queryset(self):
        on_a_site = Q()
        for root in Page.objects.filter(sites_rooted_here__isnull=False):
            on_a_site |= Q(path__startswith=root.path)
        pages = Q(redirect_page=None) | Q(redirect_page__in=visible(Page.objects.filter(on_a_site)))
        return Redirect.objects.filter(pages).order_by("pk")

    def find_object(self, queryset, request):
        found = super().find_object(queryset, request)
        if found and not queryset.filter(pk=found.pk).exists():
            raise Http404
        return found
