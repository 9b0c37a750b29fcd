from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError

#: Far beyond any list, and within what the database counts with.
MAX_OFFSET = 1_000_000_000


class BoundedPagination(WagtailPagination):
    """`limit` and `offset`, as in v2."""

    def paginate_queryset(self, queryset, request, view=None):
        offset = request.GET.get("offset", "")
        if offset.isdecimal() and int(offset[:20]) > MAX_OFFSET:
            raise BadRequestError(f"offset cannot be higher than {MAX_OFFSET}")
        return super().paginate_queryset(queryset, request, view)
