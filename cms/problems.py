"""Errors that a request can be blamed for, as RFC 9457 problem details."""

from collections.abc import Iterable
from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _

#: How much of a value that is too long is said again.
_TOLD = 30

#: Methods that change nothing (RFC 9110, section 9.2.1).
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
#: Set in the environment of a request that `cms.running.admission` has no place for.
REFUSED = "cms.refused"
#: There, the id by which a request is found in the log, and the route that answers it.
REQUEST_ID, ROUTE = "cms.request_id", "cms.route"

_LONGEST_ECHO = 200
#: How many of the values that a parameter takes are told.
_MOST_ALLOWED = 100


class BadQuery(Exception):
    """A query parameter with a value that makes no sense. Answered with 400."""

    def __init__(self, parameter: str, value: str, expected: str, said: str = "") -> None:
        self.parameter, self.value, self.expected = parameter, value, expected
        self._said = said
        super().__init__(f"{parameter}={value!r} is not understood; expected {expected}.")

    @property
    def said(self) -> str:
        """What a person is told, who has never seen the address."""
        if self._said:
            return self._said
        told = {"value": shortened(self.value), "expected": self.expected}
        return _("We do not understand “%(value)s”. It must be %(expected)s.") % told

    @property
    def members(self) -> dict:
        """What the problem says besides its `detail`."""
        return {"parameter": self.parameter}


class UnknownValue(BadQuery):
    """A value that is none of those that the parameter takes. Answered with 400, which lists the
    first of them.
    """

    def __init__(self, parameter: str, value: str, allowed: Iterable[str]) -> None:
        self.allowed = list(dict.fromkeys(allowed))[:_MOST_ALLOWED]
        expected = _("one of: %(values)s") % {"values": ", ".join(self.allowed)}
        said = _("“%(value)s” is not among what there is to choose.") % {"value": shortened(value)}
        super().__init__(parameter, value, expected, said)

    @property
    def members(self) -> dict:
        return super().members | {"allowed": self.allowed}


class UnknownObject(UnknownValue):
    """A value that names nothing. In Wagtail's manner, programs are told how things are named."""

    def __init__(self, parameter: str, value: str, allowed: Iterable[str]) -> None:
        super().__init__(parameter, value, allowed)
        self.args = (f"{parameter} {value!r} doesn't exist; give its id or its slug",)


class UnknownParameters(BadQuery):
    """Parameters that the address does not know. Answered with 400, as by the API."""

    def __init__(self, names: Iterable[str], allowed: Iterable[str]) -> None:
        self.allowed = sorted(allowed)
        Exception.__init__(
            self,
            "query parameter is not an operation or a recognised field: "
            f"{shortened(', '.join(sorted(names)))}. Allowed: {', '.join(self.allowed)}",
        )

    @property
    def members(self) -> dict:
        return {"allowed": self.allowed}


def shortened(text: str) -> str:
    """Return what a client has sent as an error repeats it: its first 200 characters."""
    return text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"


class TooMuch(BadQuery):
    """A query parameter with more than it takes. Answered with 400, which names the limit."""

    CHARACTERS, VALUES = "characters", "values"

    def __init__(self, parameter: str, value: str, most: int, unit: str) -> None:
        limit = {"limit": most}
        expected = (
            _("at most %(limit)d values") % limit
            if unit == self.VALUES
            else _("at most %(limit)d characters") % limit
        )
        super().__init__(parameter, f"{value[:_TOLD]}…", expected)
        self.limit = most
        self.args = (f"{parameter} takes at most {most} {unit}",)


def problem(request: HttpRequest, status: HTTPStatus, detail: str, **members) -> JsonResponse:
    """Return an `application/problem+json` answer: `type`, `title`, `status`, `detail`, `instance`,
    and `message`, under which API v2's clients look for the reason. `members` are added as they
    are; `request_id` is that by which the log knows the request.
    """
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": escape_uri_path(request.path),
        "message": detail,
        **members,
    }
    if REQUEST_ID in request.META:
        body["request_id"] = request.META[REQUEST_ID]
    response = JsonResponse(body, status=status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response
