"""The log as a key opens it: with restricted pages that its owner may see."""

from functools import cached_property

from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.api.changes_views import ChangesEndpoint, StateEndpoint
from cms.keys.bearer import key_of
from cms.publications.opening import Opening
from cms.visibility import visible


class KeyedFeedMixin:
    """Follows what the public may see, and what the request's key opens of a section."""

    @cached_property
    def opening(self) -> Opening | None:
        key = key_of(self.request)
        if key is None or not key.opens_restricted:
            return None
        return Opening(key.token.user, key.scope.section)

    def seen(self, pages: QuerySet) -> QuerySet:
        if self.opening is None:
            return super().seen(pages)
        # By the log and not by what restrictions say now: it is read again in each statement.
        public = visible(Page.objects.order_by()).values("pk")
        return pages.filter(Q(pk__in=public) | Q(pk__in=self.opening.there().values("page_id")))

    def was_there(self, key: int) -> bool:
        if super().was_there(key):
            return True
        return self.opening is not None and self.opening.rows().filter(page_id=key).exists()


class KeyedStateEndpoint(KeyedFeedMixin, StateEndpoint):
    """What a complete copy consists of that is kept with a key."""


class KeyedChangesEndpoint(KeyedFeedMixin, ChangesEndpoint):
    """The log of what is public and opened."""

    state_endpoint = KeyedStateEndpoint
