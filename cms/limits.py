"""How much one request may ask for. docs/operations.md and docs/integrators.md state the same.

A parameter that nothing is said of here takes one value of `LONGEST_VALUE` characters. So one that
is added later has a limit without a line; what may be more is said here, and read by `values`.
"""

from cms.problems import TooMuch

#: Octets of an address, from its path on. RFC 9110, section 4.1, asks for 8,000 at least, and web
#: servers in front take little more as they come.
LONGEST_ADDRESS = 8_000
#: Characters of any value.
LONGEST_VALUE = 255
#: Characters of what somebody searches for, of a page's path, and of what `fields` chooses.
LONGEST_SEARCH, LONGEST_PATH, LONGEST_FIELDS = 200, 2_000, 2_000
#: Characters of a place in a list, which holds what that is ordered by.
LONGEST_PLACE = 2_000
#: Values of a parameter that lists them.
MOST_VALUES, MOST_TAGS, MOST_ORDERS = 100, 20, 5
#: Items of a list that are not read as they are stored, but made as they are asked for.
MOST_MADE = 20
#: Names in `fields`, and levels of brackets. The whole of the largest type has 102 on 3 levels.
MOST_FIELDS, DEEPEST_FIELDS = 200, 5

_LONGEST = {
    "q": LONGEST_SEARCH,
    "search": LONGEST_SEARCH,
    "html_path": LONGEST_PATH,
    "fields": LONGEST_FIELDS,
    "after": LONGEST_PLACE,
}


def longest(parameter: str) -> int:
    """Return the number of characters that a value of the parameter may have."""
    return _LONGEST.get(parameter, LONGEST_VALUE)


def check_length(parameter: str, value: str) -> None:
    """Raise `TooMuch` for a value that is too long to be meant."""
    _check(parameter, value, longest(parameter))


def values(parameter: str, text: str, most: int) -> list[str]:
    """Return the values that a parameter lists with commas between, each once and in their order.
    Raises `TooMuch` for more than `most`, doubles counted.
    """
    found = text.split(",", most)
    if len(found) > most:
        raise TooMuch(parameter, text, most, TooMuch.VALUES)
    for each in found:
        _check(parameter, each, LONGEST_VALUE)
    return list(dict.fromkeys(found))


def several(parameter: str, texts: list[str], most: int, *, is_split: bool) -> list[str]:
    """Return the values of a parameter that may be repeated, and if `is_split` each list several
    with commas between: each once and in their order. Raises `TooMuch` for more than `most`.
    """
    found: list[str] = []
    for text in texts:
        left = most - len(found)
        if left <= 0:
            raise TooMuch(parameter, text, most, TooMuch.VALUES)
        parts = text.split(",", left) if is_split else [text]
        if len(parts) > left:
            raise TooMuch(parameter, text, most, TooMuch.VALUES)
        for each in parts:
            check_length(parameter, each)
        found += parts
    return list(dict.fromkeys(found))


def _check(parameter: str, value: str, most: int) -> None:
    if len(value) > most:
        raise TooMuch(parameter, value, most, TooMuch.CHARACTERS)
