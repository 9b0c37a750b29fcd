"""Lines of the log: JSON for programs, text for people. Neither holds a path, which may have a
token or an id in it, nor a query string, nor values of variables: of a request the route is told.
"""

import json
import logging
import re
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from cms.problems import ROUTE
from cms.telemetry.requests import NO_ROUTE, request_id

# What PostgreSQL adds to an error repeats what was sent: values, and statements with them.
_OF_POSTGRESQL = re.compile(r"^(DETAIL|CONTEXT|QUERY|STATEMENT|LINE \d+):")


class RoutesOnly(logging.Filter):
    """What puts the route in the place of the path in what Django logs of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request: Any = getattr(record, "request", None)
        if not hasattr(request, "META") or not isinstance(record.args, tuple):
            return True
        paths = {request.path, request.path_info, request.get_full_path()}
        told = request.META.get(ROUTE, NO_ROUTE)
        record.args = tuple(told if each in paths else each for each in record.args)
        return True


class LineFormatter(logging.Formatter):
    """One line for people, and the traceback of an error."""

    def formatException(  # noqa: N802  (logging's name)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kept = super().formatException(ei).splitlines()
        return "\n".join(line for line in kept if not _OF_POSTGRESQL.match(line))


class JsonFormatter(LineFormatter):
    """One line of JSON: `time` (UTC, ISO 8601), `level`, `logger`, `message`, `request_id` while a
    request is answered, `error` with a traceback; the access log has its members besides.
    """

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        told: dict[str, Any] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if own := request_id():
            told["request_id"] = own
        told |= getattr(record, "told", {})
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)
