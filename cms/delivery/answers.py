"""The headers of everything that the public reads: how long it may be kept, by which validator it
is asked for again, and in which coding it comes.

Who may see the content has been settled before: a 304 says as much as the content itself.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags

from cms.delivery.codings import (
    IDENTITY,
    SMALLEST,
    NoCoding,
    choose_coding,
    encode,
    encode_parts,
)
from cms.delivery.context_processors import has_session
from cms.problems import problem
from cms.publications.remembered import Remembered
from cms.telemetry.metrics import REMEMBERED_BYTES

#: May be kept by everyone, and is asked for again each time, which a 304 answers in a few bytes.
SHARED = "public, no-cache"
#: Where a program finds what the site offers to programs (RFC 9727).
CATALOG = "/.well-known/api-catalog"
#: Concerns one visitor, so that nobody keeps it.
PERSONAL = "private, no-store"

#: What this process has rendered and compressed for visitors, by its validator.
RENDERINGS: Remembered[bytes] = Remembered(settings.RENDERED_MIB * 2**20, REMEMBERED_BYTES.set)

# Of RFC 9110, section 15.4.5.
_KEPT_BY_304 = ["Cache-Control", "ETag", "Last-Modified", "Link", "Vary"]


class Unwritten(HttpResponse):
    """A response whose validator is known before its content, which is written once it is needed:
    for a 304 it never is. It is told as long enough to be compressed, however long it comes out.
    """

    def __init__(self, write: Callable[[], bytes], digest: str, content_type: str) -> None:
        super().__init__(content_type=content_type)
        self._write: Callable[[], bytes] | None = write
        self.digest = digest
        self["ETag"] = f'"{digest}"'

    @property
    def content(self) -> bytes:
        if (write := self._write) is not None:
            self.content = write()
        return super().content

    @content.setter
    def content(self, value: bytes) -> None:
        self._write = None
        HttpResponse.content.fset(self, value)

    def write_now(self) -> None:
        """Write the content, which raises whatever the writing does."""
        self.content = self.content

    def __iter__(self):
        return iter([self.content])


class InParts(StreamingHttpResponse):
    """A response that is written while it is sent. Between its parts it holds nothing, neither a
    place among the requests nor a connection, so that a slow client keeps nobody waiting.
    """

    #: Asked for by `cms.running.admission`.
    in_parts = True


def has(request: HttpRequest, digest: str) -> bool:
    """Return whether the client has the content of an `Unwritten` response with this digest."""
    try:
        coding = choose_coding(request.headers.get("Accept-Encoding", ""), SMALLEST)
    except NoCoding:
        return False
    return _is_known(request, _tag(digest, coding))


def public(
    request: HttpRequest, response: HttpResponse, last_modified: datetime | None = None
) -> HttpResponse:
    """Return the finished response with the headers of what is the same for everyone, or 304 in its
    place.

    `last_modified` is only told: a page also changes with what it shows, so that no date decides
    whether a client's copy still holds. Errors and redirects are kept by nobody.
    """
    is_read = response.status_code == HTTPStatus.OK and request.method in ("GET", "HEAD")
    if not is_read or response.streaming:
        response.headers.setdefault("Cache-Control", "no-store")
        return response
    try:
        size = SMALLEST if isinstance(response, Unwritten) else len(response.content)
        coding = choose_coding(request.headers.get("Accept-Encoding", ""), size)
    except NoCoding as error:
        return _too_strict(request, error)
    response["Cache-Control"] = SHARED
    response["ETag"] = _etag(response, coding)
    patch_vary_headers(response, ["Accept", "Accept-Encoding"])
    if last_modified is not None:
        response["Last-Modified"] = http_date(last_modified.timestamp())
    if _is_known(request, response["ETag"]):
        return _not_modified(request, response)
    if not _is_expected(request, response["ETag"]):
        detail = f"If-Match names another state than {response['ETag']}."
        return problem(request, HTTPStatus.PRECONDITION_FAILED, detail)
    if coding != IDENTITY:
        response["Content-Encoding"] = coding
        response.content = _encoded(response, coding)
    response["Content-Length"] = str(len(response.content))
    return response


def streamed(request: HttpRequest, parts: Iterator[bytes], content_type: str) -> HttpResponse:
    """Return what is written while it is sent, in parts that each can be read as they come. Nobody
    knows its validator before its end, so it is kept by nobody.
    """
    try:
        coding = choose_coding(request.headers.get("Accept-Encoding", ""), SMALLEST)
    except NoCoding as error:
        return _too_strict(request, error)
    response = InParts(encode_parts(parts, coding), content_type=content_type)
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Accept", "Accept-Encoding"])
    if coding != IDENTITY:
        response["Content-Encoding"] = coding
    return response


def _too_strict(request: HttpRequest, error: NoCoding) -> HttpResponse:
    detail = f"Accept-Encoding: {error} is too strict."
    return problem(request, HTTPStatus.NOT_ACCEPTABLE, detail)


def for_visitor(
    request: HttpRequest, response: HttpResponse, last_modified: datetime | None = None
) -> HttpResponse:
    """Return `public`, or `personal` if the visitor may be signed in or was given something of his
    own.

    A response that says itself how it may be kept is left as it is.
    """
    if response.has_header("Cache-Control"):
        return response
    if isinstance(response, Unwritten) and not has(request, response.digest):
        response.write_now()  # which may make a token
    if has_session(request) or made_token(request) or response.cookies or response.streaming:
        return personal(response)
    return public(request, response, last_modified)


def made_token(request: HttpRequest) -> bool:
    """Return whether something in the answer holds a token for this visitor's forms."""
    return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))


def personal(response: HttpResponse) -> HttpResponse:
    """Return the response, to be kept by nobody. It holds a token, so it isn't compressed: the size
    would tell it to who can mix words of his own into the page (BREACH).
    """
    response["Cache-Control"] = PERSONAL
    del response["ETag"]
    return response


def page_links(html_url: str, canonical_url: str) -> str:
    """Return the value of `Link` (RFC 8288) of a page in any form: the address under which it is to
    be known, as its HTML says it too, and its forms at this address.
    """
    return ", ".join(
        [
            f'<{canonical_url}>; rel="canonical"',
            f'<{html_url}>; rel="alternate"; type="text/html"',
            f'<{html_url}?format=json>; rel="alternate"; type="application/json"',
            f'<{html_url}?format=markdown>; rel="alternate"; type="text/markdown"',
            f'<{CATALOG}>; rel="api-catalog"',
        ]
    )


def _encoded(response: HttpResponse, coding: str) -> bytes:
    """Return the content in this coding. What is remembered as it is, is so as it is sent too."""
    if not isinstance(response, Unwritten):
        return encode(response.content, coding)
    key = response["ETag"]
    content = RENDERINGS.get(key)
    if content is None:
        content = encode(response.content, coding)
        RENDERINGS.keep(key, content, len(content))
    return content


def _etag(response: HttpResponse, coding: str) -> str:
    """Return a strong validator: other bytes, such as those of another coding, have another one. A
    view that knows a digest of all that its content is made of has set it already.
    """
    digest = response.headers.get("ETag", "").strip('"')
    return _tag(digest or hashlib.sha256(response.content).hexdigest()[:32], coding)


def _tag(digest: str, coding: str) -> str:
    return f'"{digest}"' if coding == IDENTITY else f'"{digest}-{coding}"'


def _is_known(request: HttpRequest, etag: str) -> bool:
    """Return whether the client has it (RFC 9110, section 13.1.2: compared weakly, since servers
    between that compress make strong validators weak).
    """
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return known == ["*"] or etag in [each.removeprefix("W/") for each in known]


def _is_expected(request: HttpRequest, etag: str) -> bool:
    """Return whether `If-Match`, if there is one, allows an answer (section 13.1.1)."""
    expected = parse_etags(request.headers.get("If-Match", ""))
    return not expected or expected == ["*"] or etag in expected


def _not_modified(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    kept = {name: response[name] for name in _KEPT_BY_304 if response.has_header(name)}
    return HttpResponseNotModified(headers=kept)
