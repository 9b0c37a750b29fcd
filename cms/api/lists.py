"""The parameters that list values, with commas between: which they are, and how many each takes.

Every request is held against it before anything else is done, and `listed` is the only way to the
values. A parameter that isn't named here takes a single value, see `cms.limits`.
"""

from collections.abc import Callable

from django.conf import settings
from wagtail.models import get_page_models

from cms.limits import (
    MOST_FIELDS,
    MOST_ORDERS,
    MOST_TAGS,
    MOST_VALUES,
    check_length,
    values,
)

_MOST: dict[str, Callable[[], int]] = {
    "facets": lambda: MOST_VALUES,
    "fields": lambda: MOST_FIELDS,
    "order": lambda: MOST_ORDERS,
    "renditions": lambda: len(rendition_names()),
    "tags": lambda: MOST_TAGS,
    "type": lambda: len(get_page_models()),
}


def most(parameter: str) -> int | None:
    """Return how many values the parameter lists at most; None: it takes a single one."""
    if parameter.endswith("__in"):
        return MOST_VALUES
    return _MOST[parameter]() if parameter in _MOST else None


def listed(parameter: str, text: str) -> list[str]:
    """Return the values of a parameter that lists them, each once. Raises `TooMuch`."""
    return values(parameter, text, most(parameter) or 1)


def check_size(parameter: str, text: str) -> None:
    """Raise `TooMuch` for more than the parameter takes: values of a list, characters of others."""
    if most(parameter) is None or parameter == "fields":
        check_length(parameter, text)
    if most(parameter) is not None:
        listed(parameter, text)


def rendition_names() -> dict[str, list[str]]:
    """The specs that a value of `renditions` stands for: groups first, then the specs."""
    groups: dict[str, list[str]] = getattr(settings, "RENDITION_SPECS", {})
    return {**groups, **{spec: [spec] for group in groups.values() for spec in group}}
