"""Filters of API v2, where Wagtail's own need a hand: each value is checked before it is asked
for, and nothing is found by what the public can't see.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import is_naive
from wagtail.api.v2.filters import FieldsFilter, SearchFilter
from wagtail.api.v2.utils import BadRequestError

from cms.visibility import visible

# What to write instead, where Wagtail's filter lets any text pass.
_EXPECTED = {
    models.DateTimeField: "a date and time with offset, such as 2022-05-17T10:00:00%2B02:00",
    models.DateField: "a date, such as 2022-05-17",
    models.TimeField: "a time, such as 10:00",
    models.DecimalField: "a number, such as 12.50",
    models.FloatField: "a number, such as 12.5",
    models.ManyToManyField: "the id of an object",
}
_OPERATORS = ["and", "or"]


class VisibleFieldsFilter(FieldsFilter):
    """`<field>=<value>`. An image, a page and the like find nothing unless they are visible."""

    def filter_queryset(self, request, queryset: QuerySet, view):
        allowed = view.get_available_fields(queryset.model, db_fields_only=True)
        relations = []
        for name in set(request.GET) & set(allowed) - {"locale"}:  # which has a filter of its own
            field = queryset.model._meta.get_field(name)
            _check(field, request.GET[name])
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                relations.append(field)
        queryset = super().filter_queryset(request, queryset, view)
        for field in relations:
            targets = field.related_model._default_manager.filter(pk=request.GET[field.name])
            if not visible(targets).exists():
                return queryset.none()
        return queryset


class VisibleSearchFilter(SearchFilter):
    """`search`, among the objects that the other filters have left.

    Wagtail's search backend reads the conditions of the queryset itself and understands only
    comparisons of columns. So it is given the objects by key, in the same order.
    """

    def filter_queryset(self, request, queryset: QuerySet, view):
        operator = request.GET.get("search_operator", "or")
        if operator not in _OPERATORS:
            expected = " or ".join(_OPERATORS)
            raise BadRequestError(f"search_operator={operator!r} is unknown; expected {expected}")
        if "search" in request.GET:
            order, keys = queryset.query.order_by, queryset.order_by().values("pk")
            found = queryset.model._default_manager.filter(pk__in=keys).order_by(*order)
            # Set by Wagtail's filter for tags, with which search does not go together.
            found._filtered_by_tag = getattr(queryset, "_filtered_by_tag", False)
            queryset = found
        return super().filter_queryset(request, queryset, view)


def _check(field: models.Field, value: str) -> None:
    """Raise `BadRequestError` for a value of a kind that Wagtail's filter does not check."""
    expected = next((text for kind, text in _EXPECTED.items() if isinstance(field, kind)), None)
    try:
        if isinstance(field, models.ManyToManyField):
            field.target_field.get_prep_value(value)
        elif expected:
            moment = field.to_python(value)
            if isinstance(field, models.DateTimeField) and is_naive(moment):
                raise ValueError("Without an offset it names no moment.")
    except (ValidationError, ValueError) as error:
        raise BadRequestError(
            f"field filter error. {value!r} is not a valid value for {field.name}; "
            f"expected {expected}"
        ) from error
