"""Endpoints. Wagtail's views find, filter and page; the answers are our representations.

The API knows no session: nobody is logged in here, so an answer is the same for everyone.
"""

from collections.abc import Iterable
from http import HTTPStatus

from django.db.models import Model, Q
from django.http import Http404
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.validators import SiteFilterValidator
from wagtail.contrib.redirects.api import RedirectsAPIViewSet
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from cms.api.fields import parse_fields, select
from cms.api.filters import VisibleSearchFilter
from cms.api.index import root_url
from cms.delivery.published import read_keys
from cms.problems import problem
from cms.representations import represent, with_origin
from cms.representations.encoding import to_json
from cms.visibility import visible


class RepresentationRenderer(JSONRenderer):
    def render(self, data, accepted_media_type=None, renderer_context=None) -> bytes:
        return to_json(data)


class SessionlessMixin:
    """No session, JSON only, errors as problem details with v2's `message`."""

    authentication_classes: list = []
    renderer_classes = [RepresentationRenderer]

    def handle_exception(self, exc: Exception):
        if isinstance(exc, BadRequestError):
            status = HTTPStatus.BAD_REQUEST
        elif isinstance(exc, Http404):
            status = HTTPStatus.NOT_FOUND
        elif isinstance(exc, APIException):
            status = HTTPStatus(exc.status_code)
        else:
            raise exc
        return problem(self.request, status, str(exc) or status.phrase)


class RepresentationMixin(SessionlessMixin):
    """Lists and details made of representations, narrowed by `fields`."""

    @property
    def filter_backends(self) -> list:
        """Wagtail's filters, but for the search."""
        return [
            VisibleSearchFilter if backend is SearchFilter else backend
            for backend in super().filter_backends
        ]

    def represent(self, instances: Iterable[Model]) -> list[dict]:
        """The representations of what was found, in its order."""
        return represent(instances)

    def listing_view(self, request) -> Response:
        queryset = self.get_queryset()
        self.check_query_parameters(queryset)
        model = queryset.model
        page = self.paginate_queryset(self.filter_queryset(queryset))
        default = set(self.get_listing_default_fields(model))
        items = [self._answer(item, model, default) for item in self.represent(page)]
        return self.get_paginated_response(items)

    def detail_view(self, request, pk) -> Response:
        instance = self.get_object()
        found = self.represent([instance])
        if not found:
            raise Http404("not found")
        return Response(self._answer(found[0], type(instance), set(self._allowed(type(instance)))))

    def _answer(self, representation: dict, model, default: set[str]) -> dict:
        config = parse_fields(self.request.GET.get("fields"))
        chosen = select(representation, config, self._allowed(model), default)
        return with_origin(chosen, root_url(self.request))

    def _allowed(self, model) -> list[str]:
        return list(dict.fromkeys(self.get_available_fields(model)))


class PagesEndpoint(RepresentationMixin, PagesAPIViewSet):
    """Pages that the public may see."""

    def get_base_queryset(self):
        try:
            site = SiteFilterValidator(
                site=self.request.GET.get("site"), request=self.request
            ).site_obj
        except ValueError as error:
            raise BadRequestError(str(error)) from error
        if site is None:
            return Page.objects.none()
        return visible(Page.objects.descendant_of(site.root_page, inclusive=True))

    def represent(self, instances: Iterable[Model]) -> list[dict]:
        return [each.page for each in read_keys([page.pk for page in instances])]


class ImagesEndpoint(RepresentationMixin, ImagesAPIViewSet):
    def get_queryset(self):
        return visible(self.model.objects.order_by("pk"))


class DocumentsEndpoint(RepresentationMixin, DocumentsAPIViewSet):
    def get_queryset(self):
        return visible(self.model.objects.order_by("pk"))


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
