"""Changes that the public sees, by name. Each takes the pages of `test_what_is_covered`."""

from collections.abc import Callable

CHANGES: dict[str, Callable] = {}


def change(function: Callable) -> Callable:
    CHANGES[function.__name__] = function
    return function
