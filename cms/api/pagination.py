import re

from django.conf import settings
from django.http import HttpRequest
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError

#: Far beyond any list, and within what the database counts with.
MAX_OFFSET = 1_000_000_000


class BoundedPagination(WagtailPagination):
    """`limit` and `offset`, as in v2."""

    def paginate_queryset(self, queryset, request, view=None):
        chosen = asked_slice(request)
        self.total_count = queryset.count()
        return queryset[chosen]


def asked_slice(request: HttpRequest) -> slice:
    """The part of a list that a request asks for. Raises `BadRequestError`, in v2's words."""
    limit_max = getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20)
    offset = _number(request, "offset", 0)
    if offset > MAX_OFFSET:
        raise BadRequestError(f"offset cannot be higher than {MAX_OFFSET}")
    limit = _number(request, "limit", min(20, limit_max or 20))
    if limit_max and limit > limit_max:
        raise BadRequestError(f"limit cannot be higher than {limit_max}")
    return slice(offset, offset + min(limit, MAX_OFFSET))


def _number(request: HttpRequest, name: str, default: int) -> int:
    text = request.GET.get(name, str(default))
    if not re.fullmatch("[0-9]+", text):
        raise BadRequestError(f"{name} must be a positive integer")
    return int(text[:20])  # as long as any that could be meant; no more is converted
