"""Values of a parameter: a small one, those at its limit, and those that are too long.

Everything is taken from the OpenAPI document, so a parameter that is added is grown as well.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from urllib.parse import quote

from cms.limits import LONGEST_ADDRESS, MOST_FIELDS

_OF_CHOICES = re.compile(r"\(,(?:-\?)?\((?P<choices>[^()]*)\)\)\{0,(?P<more>\d+)\}")
_OF_ANY = re.compile(r"\(,\[\^,\]\*\)\{0,(?P<more>\d+)\}")
#: A bar that divides alternatives, and none that is meant.
_BETWEEN = re.compile(r"(?<!\[)\|(?!\])")
_WORDS = "klima skole vej budget æble "


@dataclass(frozen=True)
class Parameter:
    """`limit` is the number that a refusal names, or None where only certain values are taken."""

    name: str
    small: str
    at_limit: list[str] = field(default_factory=list)
    too_long: list[str] = field(default_factory=list)
    limit: int | None = None


def parameter(described: dict) -> Parameter:
    """What the document describes."""
    name, example = described["name"], _written(described["example"])
    schemas = described["schema"].get("anyOf", [described["schema"]])
    for schema in schemas:
        if match := _OF_CHOICES.search(schema.get("pattern", "")):
            choices = _BETWEEN.split(match["choices"])
            choices = [re.sub(r"[][]", "", each) for each in choices]
            return _listing(name, example, choices, int(match["more"]) + 1)
        if match := _OF_ANY.search(schema.get("pattern", "")):
            most = int(match["more"]) + 1
            return _listing(name, example, _like(example, LONGEST_ADDRESS // 2), most)
    for schema in schemas:
        if name == "fields":
            return _fields(example, schema["maxLength"])
        if most := schema.get("maxLength"):
            return _text(name, example, most)
    return Parameter(name, example, too_long=[_filled(f"{example},"), _filled(_WORDS)])


def _listing(name: str, example: str, values: list[str], most: int) -> Parameter:
    full = ",".join(islice(cycle(values), most))
    return Parameter(
        name,
        # What finds something costs more than what doesn't, so both ask for the same.
        values[0] if example.isdecimal() else example,
        at_limit=[full, ",".join([values[0]] * most)],
        too_long=[_filled(f"{','.join(values)},"), _filled(f"{values[0]},"), f"{full},{values[0]}"],
        limit=most,
    )


def _text(name: str, example: str, most: int) -> Parameter:
    letters = (_WORDS * most)[:most].strip()
    numbered = ",".join(f"{name}{number}" for number in range(most))[:most]
    return Parameter(
        name,
        example,
        at_limit=[letters, numbered, "9" * most, '"' * most, "(" * most],
        too_long=[_filled(f"{example},"), _filled(_WORDS), "a" * (most + 1)],
        limit=most,
    )


def _fields(example: str, most: int) -> Parameter:
    names = ",".join(["id", "title"] * (MOST_FIELDS // 2))
    return Parameter(
        "fields",
        "id,title",  # the example names members of a page
        at_limit=[names, f"_,{names[3:]}"],
        too_long=[_filled(f"{example},"), "a" * (most + 1)],
        limit=most,
    )


def _filled(text: str) -> str:
    """The text, again and again, as far as the longest address reaches."""
    room = LONGEST_ADDRESS - 200
    filled = (text * (room // len(text) + 1))[:room]
    return filled[: room // max(1, len(quote(filled)) // len(filled))]


def _like(example: str, number: int) -> list[str]:
    """So many different values of the kind of the example."""
    if re.fullmatch("[0-9]+", example):
        return [str(each) for each in range(1, number)]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", example):
        return [str(date(1990, 1, 1) + timedelta(days=each)) for each in range(number)]
    if re.match(r"\d{4}-\d\d-\d\dT", example):
        first = datetime.fromisoformat(example)
        return [(first + timedelta(hours=each)).isoformat() for each in range(number)]
    if re.fullmatch(r"\d\d:\d\d", example):
        return [f"{each // 60 % 24:02}:{each % 60:02}" for each in range(number)]
    return [f"t{each}" for each in range(number)]


def _written(example: object) -> str:
    return str(example).lower() if isinstance(example, bool) else str(example)
