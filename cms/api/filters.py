"""Filters of API v2, where Wagtail's own need a hand."""

from django.db.models import QuerySet
from wagtail.api.v2.filters import SearchFilter


class VisibleSearchFilter(SearchFilter):
    """`search`, among the objects that the other filters have left.

    Wagtail's search backend reads the conditions of the queryset itself and understands only
    comparisons of columns. So it is given the objects by key, in the same order.
    """

    def filter_queryset(self, request, queryset: QuerySet, view):
        if "search" in request.GET:
            order, keys = queryset.query.order_by, queryset.order_by().values("pk")
            found = queryset.model._default_manager.filter(pk__in=keys).order_by(*order)
            # Set by Wagtail's filter for tags, with which search does not go together.
            found._filtered_by_tag = getattr(queryset, "_filtered_by_tag", False)
            queryset = found
        return super().filter_queryset(request, queryset, view)
