"""Requests that something stopped, through nobody's fault: the database is away, slow, locked or
read-only, the disk is full, or too much else is going on. Answered by 503 with `Retry-After`, and
logged in one line.
"""

import errno
import logging
import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.messages.storage import default_storage
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.log import log_response
from django.views import defaults

from cms.absent.admin import refused_deletion
from cms.absent.deletion import StillReferredTo
from cms.delivery.errors import incomplete_form, wants_html
from cms.postgres.stops import COLLIDED, Stop, told, why_stopped
from cms.problems import REFUSED, ROUTE, SAFE_METHODS, problem

logger = logging.getLogger(__name__)

BUSY = Stop("Too many requests are being answered at the moment.", 2)
NO_ROOM = Stop("Files cannot be stored at the moment.", 60)
FILES_AWAY = Stop("Files cannot be reached at the moment.", 10)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class StopsMiddleware:
    """Give a request the timeouts of the public site or of the admin, and answer what they stop.

    A change in the admin is one transaction: what is answered by 503 has changed nothing. One that
    met another change and gave way (a deadlock) is tried once more. The innermost middleware, so
    that its answers go out as any other.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if REFUSED in request.META:
            return stopped(request, BUSY)
        connection.use_timeouts_of("admin" if self._is_of_admin(request) else "public")
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return the view's answer to a change in the admin; None: Django calls the view."""
        request.META[ROUTE] = request.resolver_match.route
        if request.method in SAFE_METHODS or not self._is_of_admin(request):
            return None
        try:
            return _whole(request, view, args, kwargs)
        except Exception as error:
            if why_stopped(error) is not COLLIDED:
                return self._answer(request, error)
        for file in request.FILES.values():
            file.seek(0)
        try:
            return _whole(request, view, args, kwargs)
        except Exception as error:
            return self._answer(request, error)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        stop = _why(exception)
        return None if stop is None else stopped(request, stop, exception)

    def _answer(self, request: HttpRequest, error: Exception) -> HttpResponse:
        # Wagtail takes it for granted that what its forms send is there, in many places.
        if isinstance(error, MultiValueDictKeyError):
            return incomplete_form(request)
        if isinstance(error, StillReferredTo):
            return refused_deletion(request, error)
        if (response := self.process_exception(request, error)) is None:
            raise error
        return response

    def _is_of_admin(self, request: HttpRequest) -> bool:
        return request.path.startswith(self.admin_path)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer as Django's `handler500`, which is also asked for what fails in a middleware."""
    error = sys.exc_info()[1]
    stop = _why(error)
    return defaults.server_error(request) if stop is None else stopped(request, stop, error)


def stopped(request: HttpRequest, stop: Stop, error: BaseException | None = None) -> HttpResponse:
    """Answer 503 and when to ask again: a problem for programs, a page for people, which offers to
    send again what they sent.
    """
    status = HTTPStatus.SERVICE_UNAVAILABLE
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if is_script or not wants_html(request):
        response: HttpResponse = problem(request, status, stop.reason)
    else:
        is_change = request.method not in SAFE_METHODS
        context = {
            "path": request.get_full_path(),
            "is_change": is_change,
            "fields": _sent(request) if is_change else None,
        }
        response = HttpResponse(render_to_string("503.html", context), status=status)
        response["Cache-Control"] = "no-store"
    response["Retry-After"] = str(stop.retry_after)
    reason = f"{stop.reason} {told(error)}" if error else stop.reason
    line = ["%s %s: 503 %s", request.method, request.path, reason]
    log_response(*line, response=response, request=request, logger=logger, level="warning")
    return response


def _why(error: BaseException | None) -> Stop | None:
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return NO_ROOM
    if isinstance(error, OSError) and error.errno == errno.EHOSTUNREACH:
        return FILES_AWAY
    return why_stopped(error)


def _whole(request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any):
    """Call the view in a transaction; if it fails, it has not told the user of any success."""
    try:
        with transaction.atomic():
            return view(request, *args, **kwargs)
    except Exception:
        request._messages = default_storage(request)  # as django.contrib.messages' middleware does
        raise


def _sent(request: HttpRequest) -> list[tuple[str, str]] | None:
    """Return the fields of the form that was sent, if sending them again sends the same: files
    can't be put into a page, and passwords shouldn't.
    """
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if not hasattr(request, "_post") and length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return None  # an upload; to read it takes longer than to send it again
        if request.FILES or any("password" in name for name in request.POST):
            return None
        return [(name, value) for name, values in request.POST.lists() for value in values]
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError, ValueError):
        return None
