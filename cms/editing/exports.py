"""CSV and XLSX from the admin, made fit for the spreadsheet in which it is opened.

Whatever view writes it, Wagtail's reports, lists and form submissions or a plugin's own: CSV is
mended on its way out, and texts where every export passes, so that nobody who adds an export has
to think of it.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.editing.around import around
from cms.users.audit.keeping import record
from cms.users.models import AuditEntry
from cms.values.texts import lines

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Tells Excel that the file is UTF-8; without it, "å" becomes "Ã¥".
BYTE_ORDER_MARK = "\ufeff"
#: A cell that a spreadsheet would calculate, also behind blanks (OWASP, "CSV Injection").
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
NUMBER = re.compile(r"-?\d+([.,]\d+)?")


class SpreadsheetMiddleware:
    """Disarm formulas in the admin's CSV files, and say that they are UTF-8. Who took which file
    along, CSV or XLSX, stands in the audit log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind not in (CSV, XLSX) or not request.path.startswith(self.admin_path):
            return response
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            record(AuditEntry.Kind.EXPORT, request.get_full_path(), request=request, user=user)
        if kind == XLSX:
            return response
        response["Content-Type"] = "text/csv; charset=utf-8"
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _mended(response.streaming_content)
        elif isinstance(response, HttpResponse):
            response.content = b"".join(_mended([response.content]))
        return response


def guard() -> None:
    """Let every export of this process write only fit texts. May be called again. XLSX is XML: a
    control character in one cell, which came by SQL, would be the end of the whole file.
    """

    @around(SpreadsheetExportMixin, "preprocess_field_value")
    def preprocess_field_value(original: Callable, *args: Any, **kwargs: Any) -> Any:
        value = original(*args, **kwargs)
        return lines(value) if isinstance(value, str) else value


def disarmed(cell: str) -> str:
    """Return the cell as a spreadsheet shows it as text: an apostrophe before what it would
    calculate. A plain number, negative or not, stays one.
    """
    if FORMULA.match(cell) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _mended(content: Iterable[bytes]) -> Iterator[bytes]:
    rows = csv.reader(_lines(content))
    yield BYTE_ORDER_MARK.encode()
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow(map(disarmed, row))
        yield line.getvalue().encode()


def _lines(content: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of a file that comes in pieces; a piece may end anywhere."""
    rest = b""
    for piece in content:
        *lines, rest = (rest + piece).split(b"\n")
        yield from (f"{_text(line)}\n" for line in lines)
    if rest:
        yield _text(rest)


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").removeprefix(BYTE_ORDER_MARK)
