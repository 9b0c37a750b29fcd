"""Parts of files: a download that broke off is resumed, a PDF is read page by page (RFC 9110,
section 14).
"""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import parse_http_date_safe

BLOCK = 65_536
#: One range of bytes: from, to; from; or the last ones.
#: A number longer than that of any file's bytes makes none.
ONE_RANGE = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE | re.ASCII)


class NotSatisfiable(ValueError):
    """A range that begins behind the end of the file. Answered with 416."""


def in_parts(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the answer with a whole file, or 206 with the part of it that is asked for.

    Several ranges at once, what is no range, and a part of another state of the file than the
    present one are answered with the whole, as the RFC allows; a range behind the end with 416.
    """
    if response.status_code != HTTPStatus.OK or not isinstance(response, FileResponse):
        return response
    response["Accept-Ranges"] = "bytes"
    size = int(response["Content-Length"])
    if request.method != "GET" or not _is_same_state(request, response):
        return response
    try:
        found = _range(request.headers.get("Range", ""), size)
    except NotSatisfiable:
        response.file_to_stream.close()  # not the response, with which the request would end
        refused = HttpResponse(
            f"The file has {size} bytes, and the range begins behind them.",
            content_type="text/plain; charset=utf-8",
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
        )
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    if found is None:
        return response
    first, last = found
    response.status_code = HTTPStatus.PARTIAL_CONTENT
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    response.streaming_content = _part(response.file_to_stream, first, last - first + 1)
    return response


def _range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that are asked for, or None for no single range."""
    match = ONE_RANGE.fullmatch(header.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if first:
        start, end = int(first), min(int(last or size), size - 1)
        if last and int(last) < start:
            return None
    else:
        start, end = max(0, size - int(last)), size - 1
    if start > end:
        raise NotSatisfiable
    return start, end


def _is_same_state(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether `If-Range`, if there is one, names the present state (section 13.1.5): its
    strong validator, or the very date of its last change.
    """
    known = request.headers.get("If-Range")
    if known is None:
        return True
    if known.startswith('"'):
        return known == response.headers.get("ETag")
    date = parse_http_date_safe(known)
    return date is not None and date == parse_http_date_safe(
        response.headers.get("Last-Modified", "")
    )


def _part(file: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    file.seek(start)
    while length > 0 and (block := file.read(min(BLOCK, length))):
        length -= len(block)
        yield block
