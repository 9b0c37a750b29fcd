"""Pages as a key opens them. What it opens besides the public's is built as it is asked for:
neither the log nor the plans that are kept hold what only keys open.
"""

from functools import cached_property
from http import HTTPStatus

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from cms.api.gone import MAX_KEY, not_there
from cms.api.keyset import KeysetMixin
from cms.api.pages import PagesEndpoint
from cms.api.refusals import NotAllowed
from cms.keys.bearer import Key, Reason, Refused, key_of, refused
from cms.problems import problem
from cms.publications.building import build_each
from cms.publications.reading import Unbuildable
from cms.representations.rich_text import in_format
from cms.visibility import visible

#: The parameter that asks for a page as it was saved last.
DRAFT = "draft"
_VALUES = ["true", "false"]


class KeyedPagesEndpoint(KeysetMixin, PagesEndpoint):
    """Pages that the public may see, and those that the request's key opens."""

    @cached_property
    def key(self) -> Key | None:
        return key_of(self.request)

    @property
    def is_written_anew(self) -> bool:
        return self._is_wider or super().is_written_anew

    @property
    def is_known(self) -> bool:  # type: ignore[override]
        return not self._is_wider and super().is_known

    @property
    def _is_wider(self) -> bool:
        return self.key is not None and self.key.opens_restricted

    @property
    def is_made(self) -> bool:
        return self.is_written_anew or super().is_made

    def seen(self, pages: QuerySet) -> QuerySet:
        if self.key is None or not self._is_wider:
            return super().seen(pages)
        public = visible(Page.objects.order_by()).values("pk")
        opened = self.key.restricted.order_by().values("pk")
        return pages.filter(Q(pk__in=public) | Q(pk__in=opened))

    def check_parameters(self, allowed: frozenset[str] | set[str]) -> None:
        own = {DRAFT} if self.action == "detail_view" else set()
        super().check_parameters(allowed | own)

    def detail_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if (asked := request.GET.get(DRAFT, "false")) not in _VALUES:
            raise NotAllowed(f"'{asked}' is not a valid value for {DRAFT}", _VALUES)
        return self._draft(pk) if asked == "true" else super().detail_view(request, pk)

    def _draft(self, pk: int) -> HttpResponse:
        self.check_parameters(self.detail_parameters)
        output, site = self.detail_output(), self.asked_site()
        if self.key is None:
            return refused(self.request, Refused(Reason.MISSING))
        if not self.key.opens_drafts:
            detail = "This key opens no drafts."
            return problem(self.request, HTTPStatus.FORBIDDEN, detail)
        page = self.key.draft(min(pk, MAX_KEY), site)
        if page is None:
            raise not_there(self.request, pk)
        with in_format(self.rich_text_format):
            [built] = build_each([page])
        if built.representation is None:
            raise Unbuildable(pk)
        return self.answer(output.of(built.representation.page), output)
