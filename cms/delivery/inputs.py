"""What a template's HTML follows from, as a digest that is known before anything is rendered.

That is all that its context holds, the address, the code, the local date, and which of the instants
that the context names have passed: templates neither query nor draw lots, and ask the clock only
whether something is over. Equal inputs are equal bytes; what can't be told for certain has no
digest, and its validator is made of the bytes.
"""

import hashlib
import json
import marshal
import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.template import Engine
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.debug import get_default_exception_reporter_filter

from cms.delivery.context_processors import has_session
from cms.publications.fingerprint import fingerprint, own_files
from cms.publications.remembered import Remembered

# By their exact types: a subclass may be printed otherwise.
_AS_THEY_ARE = {str, int, float, bool, type(None)}
_BY_THEIR_TEXT = {SafeString, date, timedelta, Decimal, UUID}
_WITH_THEIR_ZONE = {datetime, time}
# ISO 8601 as representations write it; what looks like it within a text is no instant.
_INSTANT = re.compile(r'"(\d{4}-\d\d-\d\d[T ]\d\d:[^"\\]{2,24})"')
#: Of what values hold, by their digests: found in JSON, which takes longer than the digest.
_INSTANTS: Remembered[list[str]] = Remembered(2**20)

# What these give: the request, who is asking, and `site`, which pages bring along.
_CONTEXT_PROCESSORS = {
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "cms.delivery.context_processors.site",
}


class Untold(Exception):
    """A value of which it isn't known what a template makes of it."""


def digest_of(template: str, context: dict, request: HttpRequest, *besides: str) -> str | None:
    """Return a digest of all that a template's HTML for a visitor without a session follows from,
    and of what else is said `besides`. `now` in the context is the time at which it is rendered.

    None if something there can't be told, in a preview, where a context processor adds what nobody
    knows here, and with `DEBUG`, where templates change while the process runs.
    """
    if settings.DEBUG or has_session(request) or getattr(request, "is_preview", False):
        return None
    if not _CONTEXT_PROCESSORS.issuperset(Engine.get_default().context_processors):
        return None
    if context.get("request") is not request or not isinstance(context.get("now"), datetime):
        return None
    if type(context.get("site")) is not dict:  # a context processor would read it while rendering
        return None
    now = context["now"]
    told = {name: value for name, value in context.items() if name not in ("request", "now")}
    try:
        content = json.dumps(
            {name: plain(value) for name, value in told.items()}, ensure_ascii=False
        )
    except (Untold, RecursionError, TypeError):  # TypeError: a set or bytes within what is exact
        return None
    inputs = [
        [template, *besides],
        [request.scheme, request.META.get("HTTP_HOST"), request.get_port()],
        [request.path, request.META.get("QUERY_STRING", "")],
        [
            code(),
            get_language(),
            timezone.localdate(now).isoformat(),
            _passed(_INSTANT.findall(content), now),
        ],
    ]
    text = f"{json.dumps(inputs)}\n{content}"
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def digest_of_part(templates: list[str], given: dict, now: datetime | None) -> Hashable | None:
    """Return the same of a part of a page, made by the first of these templates that there is,
    which gets nothing but what is given and the time: no request has a say in it. It is told of
    plain values alone.
    """
    if settings.DEBUG or now is None:
        return None
    try:
        exact = _exact(given)
    except TypeError:
        return None
    if exact is None:
        return None
    digest, instants = exact
    moment = (code(), get_language(), timezone.localdate(now), *_passed(instants, now))
    return tuple(templates), digest, *moment


def plain(value: Any) -> Any:
    """Return the value as JSON in which no two values that templates tell apart are alike: every
    list is the name of a type and what it holds, in its order. Raises `Untold` for an object of
    another kind, such as a model, a queryset, or a set, whose order isn't the same in each process.
    """
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if (kind is dict or kind is list) and (exact := _exact(value)) is not None:
        return ["exact", *exact]
    if kind is dict:
        return ["dict", *[(plain(key), plain(each)) for key, each in value.items()]]
    if kind is list or kind is tuple:
        return [kind.__name__, *[plain(each) for each in value]]
    if kind in _BY_THEIR_TEXT:
        return [kind.__name__, str(value)]
    if kind in _WITH_THEIR_ZONE:
        return [kind.__name__, value.isoformat(), repr(value)]
    if isinstance(value, Promise):
        # A translation that waits; the proxy of one that holds HTML has the method of such.
        return ["lazy", hasattr(value, "__html__"), str(value)]
    if isinstance(value, Enum):
        return ["enum", _name(kind), value.name, plain(value.value)]
    if is_dataclass(value) and list(getattr(value, "__dict__", ())) == [
        field.name for field in fields(value)
    ]:
        return ["dataclass", _name(kind), *[plain(each) for each in vars(value).values()]]
    raise Untold(kind)


def _exact(value: dict | list) -> tuple[str, list[str]] | None:
    """Return a digest of a value that holds nothing but Python's own plain types, subclasses not
    among them, and the instants in it; None if it holds others. It takes a twentieth of the time
    of looking at each. Raises TypeError for a set or bytes.
    """
    try:
        # Version 2 tells equal values alike; later ones also tell which of them are one object.
        digest = hashlib.sha256(marshal.dumps(value, 2)).hexdigest()
    except ValueError:
        return None
    if (found := _INSTANTS.get(digest)) is None:
        found = sorted(set(_INSTANT.findall(json.dumps(value, ensure_ascii=False))))
        _INSTANTS.keep(digest, found, 200 + 100 * len(found))
    return digest, found


@cache
def code() -> str:
    """Return a digest of all code, templates, translations, static files and settings from which
    HTML is made, as this process has them.
    """
    digest = hashlib.sha256(fingerprint().encode())
    for path in own_files():
        if path.suffix == ".mo" or "templates" in path.parts:
            digest.update(path.read_bytes())
    digest.update(str(getattr(staticfiles_storage, "manifest_hash", "")).encode())
    # With stars in place of secrets.
    for name, value in sorted(get_default_exception_reporter_filter().get_safe_settings().items()):
        try:
            digest.update(json.dumps([name, plain(value)]).encode())
        except Untold:
            continue  # an object, which is code
    return digest.hexdigest()


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _passed(texts: list[str], now: datetime) -> list[int]:
    """Return how many of these instants are before now, and how many not after."""
    instants = sorted({instant for text in set(texts) if (instant := _aware(text)) is not None})
    return [bisect_left(instants, now), bisect_right(instants, now)]


def _aware(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
        return timezone.make_aware(instant) if timezone.is_naive(instant) else instant
    except (ValueError, OverflowError):
        return None
