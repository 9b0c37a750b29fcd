"""The endpoints of the API.

It knows no session: nobody is logged in here, so an answer is the same for everyone.
"""

from urllib.parse import urljoin

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework.response import Response
from rest_framework.serializers import IntegerField, SerializerMethodField
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.contrib.redirects.api import RedirectsAPIViewSet, RedirectSerializer
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from cms.api.list_parameters import search_operator
from cms.api.pages import PagesEndpoint
from cms.api.represented import PARAMETERS, RepresentedMixin
from cms.api.sessionless import SessionlessMixin
from cms.delivery.site import root_url
from cms.kinds.fields import api_fields
from cms.kinds.urls import own_endpoints
from cms.publications.files import catch_up, is_public, public_files
from cms.visibility import visible

__all__ = ["DocumentsEndpoint", "ImagesEndpoint", "PagesEndpoint", "RedirectsEndpoint"]


class ShownMixin(RepresentedMixin):
    """Objects that the public may find: those that something visible shows."""

    def get_queryset(self) -> QuerySet:
        return public_files(self.model.objects.order_by("pk"))

    def listing_view(self, request: HttpRequest) -> HttpResponse:
        catch_up()
        return super().listing_view(request)

    def detail_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._settle(pk)
        return super().detail_view(request, pk)

    def find_object(self, queryset, request):
        found = super().find_object(self.model.objects.all(), request)
        if found is not None:
            self._settle(found.pk)
        return super().find_object(queryset, request)

    def _settle(self, pk: int) -> None:
        """Build the pages that may show it by now, before it is looked for."""
        if (file := self.model.objects.filter(pk=pk).first()) is not None:
            is_public(file)


class ImagesEndpoint(ShownMixin, ImagesAPIViewSet):
    known_query_parameters = ImagesAPIViewSet.known_query_parameters | PARAMETERS


class DocumentsEndpoint(ShownMixin, DocumentsAPIViewSet):
    known_query_parameters = DocumentsAPIViewSet.known_query_parameters | PARAMETERS


def own_endpoint(name: str, model: type[Model]) -> type[BaseAPIViewSet]:
    """Return the endpoint of a model that declares its name as `api_endpoint`: of what something
    visible shows, with all `api_fields` in lists too.
    """
    shown = [entry.name for entry in api_fields(model)]
    has_page = ["html_url"] if hasattr(model, "get_absolute_url") else []
    attributes = {
        "model": model,
        "name": name,
        "known_query_parameters": BaseAPIViewSet.known_query_parameters | PARAMETERS,
        "body_fields": [*BaseAPIViewSet.body_fields, *shown],
        "meta_fields": [*BaseAPIViewSet.meta_fields, *has_page],
        "listing_default_fields": [*BaseAPIViewSet.listing_default_fields, *has_page, *shown],
    }
    return type(f"{model.__name__}Endpoint", (ShownMixin, BaseAPIViewSet), attributes)


class AbsoluteRedirectSerializer(RedirectSerializer):
    """What tells besides, for who keeps a copy of the site, the page's key and both addresses
    whole.
    """

    page_id = IntegerField(source="redirect_page_id")
    old_url = SerializerMethodField()
    location_url = SerializerMethodField()

    def get_old_url(self, redirect: Redirect) -> str:
        root = redirect.site.root_url if redirect.site else root_url(self.context["request"])
        return root + redirect.old_path

    def get_location_url(self, redirect: Redirect) -> str | None:
        return redirect.link and urljoin(root_url(self.context["request"]), redirect.link)


class RedirectsEndpoint(SessionlessMixin, RedirectsAPIViewSet):
    """Redirects as Wagtail answers them, but for those that lead to what the public can't see."""

    base_serializer_class = AbsoluteRedirectSerializer
    _ADDED = ["page_id", "old_url", "location_url"]
    body_fields = [*RedirectsAPIViewSet.body_fields, *_ADDED]
    listing_default_fields = [*RedirectsAPIViewSet.listing_default_fields, *_ADDED]
    find_query_parameters = RedirectsAPIViewSet.find_query_parameters | {"html_path"}

    def listing_view(self, request: HttpRequest) -> Response:
        columns = self.get_available_fields(self.model, db_fields_only=True)
        self.check_parameters(self.known_query_parameters | {*columns})
        search_operator(request)
        return super().listing_view(request)

    def detail_view(self, request: HttpRequest, pk: int) -> Response:
        self.check_parameters(self.detail_parameters)
        return super().detail_view(request, pk)

    def get_queryset(self):
        on_a_site = Q()
        for root in Page.objects.filter(sites_rooted_here__isnull=False):
            on_a_site |= Q(path__startswith=root.path)
        pages = Q(redirect_page=None) | Q(redirect_page__in=visible(Page.objects.filter(on_a_site)))
        found = Redirect.objects.filter(pages).select_related("redirect_page", "site")
        return found.order_by("pk")

    def find_object(self, queryset, request):
        found = super().find_object(queryset, request)
        if found and not queryset.filter(pk=found.pk).exists():
            raise Http404
        return found


#: Those of plugins, by name.
OWN_ENDPOINTS = {name: own_endpoint(name, model) for name, model in own_endpoints().items()}
#: All, by name.
ENDPOINTS: dict[str, type[BaseAPIViewSet]] = {
    "pages": PagesEndpoint,
    "images": ImagesEndpoint,
    "documents": DocumentsEndpoint,
    "redirects": RedirectsEndpoint,
    **OWN_ENDPOINTS,
}
