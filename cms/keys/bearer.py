"""The key that a request brings (RFC 6750): whose it is, and what it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import APIToken, Page, Site

from cms.keys.models import KeyScope
from cms.postgres.stops import kept_if_possible
from cms.problems import problem
from cms.visibility import drafts_open_to, restricted_open_to

SCHEME = "bearer"
#: How exactly a key says when it was last used: else each request would write.
_USED_WITHIN = timedelta(minutes=1)


class Reason(StrEnum):
    """Why a key opens nothing, as programs are told."""

    MISSING = "missing"
    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    REVOKED = "revoked"
    EXPIRED = "expired"
    INACTIVE = "inactive"


_SAID = {
    Reason.MISSING: "This asks for a key: Authorization: Bearer <key>.",
    Reason.MALFORMED: "This is no key of this site: it is not whole.",
    Reason.UNKNOWN: "This key is unknown.",
    Reason.REVOKED: "This key has been revoked.",
    Reason.EXPIRED: "This key has expired.",
    Reason.INACTIVE: "The account of this key is not active.",
}


class Refused(Exception):
    """A request whose key opens nothing. Answered with 401, and never as if it had none."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(_SAID[reason])


@dataclass(frozen=True)
class Key:
    """A key that is valid now."""

    token: APIToken

    @property
    def scope(self) -> KeyScope | None:
        return getattr(self.token, "scope", None)

    @property
    def opens_drafts(self) -> bool:
        return self._opens(lambda scope: scope.opens_drafts)

    @property
    def opens_restricted(self) -> bool:
        return self._opens(lambda scope: scope.opens_restricted)

    @cached_property
    def restricted(self) -> Any:
        """The live pages that it opens and the public doesn't see: those of its scope that its
        owner may see.
        """
        if not self.opens_restricted:
            return Page.objects.none()
        return restricted_open_to(self.token.user, self.scope.section)  # type: ignore[union-attr]

    def opens(self, page: Page) -> bool:
        """Return whether it opens a restricted page."""
        return self.restricted.filter(pk=page.pk).exists()

    def draft(self, page_id: int, site: Site | None) -> Page | None:
        """Return a page of the site as it was saved last, published or not; None if the key doesn't
        open it.
        """
        if site is None or not self.opens_drafts:
            return None
        section = self.scope.section  # type: ignore[union-attr]
        found = drafts_open_to(self.token.user, section).descendant_of(site.root_page, True)
        page = found.filter(pk=page_id).first()
        return page.get_latest_revision_as_object() if page else None

    def _opens(self, is_so: Callable[[KeyScope], bool]) -> bool:
        scope = self.scope
        return scope is not None and scope.section_id is not None and is_so(scope)


def key_of(request: HttpRequest) -> Key | None:
    """Return the key that the request has brought, if it has."""
    return getattr(request, "key", None)


def read_key(request: HttpRequest) -> Key | None:
    """Return the key that the request brings, by one query; None if it brings none. Raises
    `Refused`.
    """
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != SCHEME:
        return None
    text = text.strip()
    if not APIToken.validate_token_format(text):
        raise Refused(Reason.MALFORMED)
    tokens = APIToken.objects.select_related("user", "scope__section")
    token = tokens.filter(key_hash__in=APIToken.candidate_key_hashes(text)).first()
    if token is None:
        raise Refused(Reason.UNKNOWN)
    if token.revoked_at is not None:
        raise Refused(Reason.REVOKED)
    key, now = Key(token), timezone.now()
    if key.scope is not None and key.scope.expires_at and key.scope.expires_at <= now:
        raise Refused(Reason.EXPIRED)
    if not token.user.is_active:
        raise Refused(Reason.INACTIVE)
    if token.last_used_at is None or now - token.last_used_at >= _USED_WITHIN:
        with kept_if_possible():
            APIToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return key


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Return the answer to a request whose key opens nothing."""
    response = problem(request, HTTPStatus.UNAUTHORIZED, str(error), reason=error.reason)
    challenge = 'Bearer realm="API"'
    if error.reason is not Reason.MISSING:
        challenge += f', error="invalid_token", error_description="{error}"'
    response["WWW-Authenticate"] = challenge
    return response
