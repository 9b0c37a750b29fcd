"""What a request may say besides the filters by fields."""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from wagtail.api.rich_text import APIRichText

from cms.api.list_parameters import MAX_OFFSET, OPERATORS, PATHS
from cms.api.refusals import most, rendition_names
from cms.api.represented import SITE, URLS
from cms.limits import DEEPEST_FIELDS, LONGEST_VALUE, MOST_FIELDS, MOST_MADE, longest
from cms.representations.schema import page_types

Parameter = dict[str, Any]

_SPECIAL = re.compile("[.|]")

INTEGER = {"type": "integer", "minimum": 0}
TEXT = {"type": "string"}
ROOT_OR_ID = {**TEXT, "pattern": "^(root|[0-9]+)$", "maxLength": LONGEST_VALUE}
#: As in v2, empty is as left out.
EMPTY = "^$"


def query(
    name: str, schema: dict, description: str, example: Any = None, *, is_single: bool = False
) -> Parameter:
    """Return a parameter after the question mark. All of them may be left out. One that lists
    values says how many it takes, unless here it `is_single`.
    """
    if (limit := most(name)) is not None and name != "fields" and not is_single:
        description += f" At most {limit} values."
    parameter = {"name": name, "in": "query", "description": description, "schema": schema}
    return parameter if example is None else {**parameter, "example": example}


def text(name: str, limit: int | None = None) -> dict:
    """Return any text that the parameter takes, or any values that it lists, separated by commas:
    so many as it does, or as `limit` says.
    """
    limit = limit or most(name)
    if limit is None or name == "fields":
        return {**TEXT, "maxLength": longest(name)}
    pattern = f"^[^,]*(,[^,]*){{0,{limit - 1}}}$"
    return {**TEXT, "pattern": pattern, "maxLength": limit * (LONGEST_VALUE + 1) - 1}


def listed(
    name: str,
    values: Iterable[str],
    signs: str = "",
    *,
    or_else: str = "",
    limit: int | None = None,
) -> dict:
    """Return one or several of the values, separated by commas, as many as the parameter takes,
    each perhaps with a sign; or what the pattern `or_else` says.
    """
    literal = (_SPECIAL.sub(r"[\g<0>]", value) for value in values)
    one = f"{signs}({'|'.join(literal)})"
    pattern = f"^{one}(,{one}){{0,{(limit or most(name) or 1) - 1}}}$"
    return {"type": "string", "pattern": f"{or_else}|{pattern}" if or_else else pattern}


def path(name: str, schema: dict, description: str, example: Any) -> Parameter:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
        "example": example,
    }


def header(name: str, description: str, example: str) -> Parameter:
    return {
        "name": name,
        "in": "header",
        "description": description,
        "schema": TEXT,
        "example": example,
    }


KEY = path("id", {"type": "integer", "minimum": 0}, "The object's `id`.", 12)

DRAFT = query(
    "draft",
    {"type": "boolean"},
    "The page as it was saved last, published or not, for who brings a key that opens it.",
    True,
)

#: Parameters of the document's own, to which operations refer.
SHARED = {
    "IfNoneMatch": header(
        "If-None-Match",
        "The `ETag` of an answer that you have: if it is still right, the answer is a 304.",
        '"0123456789abcdef0123456789abcdef"',
    ),
    "IfMatch": header(
        "If-Match",
        "The `ETag` of the only answer that you want; another one is a 412.",
        '"0123456789abcdef0123456789abcdef"',
    ),
    "format": query("format", {"type": "string", "enum": ["json"]}, "Only JSON.", "json"),
    "urls": query(
        "urls",
        {"type": "string", "enum": URLS, "default": URLS[0]},
        "How all addresses of the site itself are written, those in HTML too: `relative` is from "
        "the site's root, with a slash in front.",
        "relative",
    ),
    "renditions": query(
        "renditions",
        listed("renditions", rendition_names(), or_else=EMPTY),
        "Only these renditions of images, by their specs or by the names of groups of them.",
        next(iter(rendition_names()), None),
    ),
    "limit": query(
        "limit",
        {**INTEGER, "maximum": getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20), "default": 20},
        f"At most so many items; {MOST_MADE} of what is made as it is asked for: with `highlight`, "
        "another `rich_text_format`, or a key that opens pages for members.",
        10,
    ),
    "offset": query(
        "offset", {**INTEGER, "maximum": MAX_OFFSET, "default": 0}, "Leaves out so many items.", 20
    ),
    "after": query(
        "after",
        {**text("after"), "pattern": "^[A-Za-z0-9_.:-]*$"},
        "Pages after a place in the list, instead of `offset`: empty begins, and the header `Link` "
        'of each answer but the last names the next one (`rel="next"`). It goes with any order but '
        "`random`; a search needs an `order` besides.",
        "",
    ),
    "search": query(
        "search",
        text("search"),
        "Words that are looked for in the objects' text; pages are also found by inflections and "
        "parts of words. Words in quotation marks stand together.",
        "klima",
    ),
    "highlight": query(
        "highlight",
        {"type": "boolean"},
        "With `search`: each item gets a member `highlight`, HTML with `<mark>` where it matches.",
        True,
    ),
    "search_operator": query(
        "search_operator",
        {"type": "string", "enum": OPERATORS},
        "Whether all the words must be found, or one of them.",
        "and",
    ),
    "rich_text_format": query(
        "rich_text_format",
        {
            "type": "string",
            "enum": [*APIRichText._serializers()],
            "default": APIRichText.get_default_format(),
        },
        "How rich text is written: finished HTML or Markdown, or as the database holds it.",
        "html",
    ),
    "site": query(
        "site",
        {**text("site"), "pattern": SITE},
        "The host of the site whose pages are meant, perhaps with its port; without it, the site "
        "that is asked.",
        "www.example.dk",
    ),
    "child_of": query(
        "child_of",
        ROOT_OR_ID,
        "Pages directly below the page with this id, or below the front page (`root`).",
        "root",
    ),
    "descendant_of": query(
        "descendant_of",
        ROOT_OR_ID,
        "Pages anywhere below the page with this id, or below the front page (`root`).",
        "root",
    ),
    PATHS: query(
        PATHS,
        text(PATHS),
        "Pages at these paths, as visitors see them, separated by commas.",
        "/moeder-og-netvaerk/,/moeder-og-netvaerk/nyheder/",
    ),
    "ancestor_of": query("ancestor_of", INTEGER, "Pages above the page with this id.", 12),
}


def fields_parameter(example: str) -> Parameter:
    return query(
        "fields",
        text("fields"),
        "Which members the answer has. `title,lede` adds to those that are given unasked, `-title` "
        "takes away, `*` is all, `_` none; `image(alt,width)` chooses inside a reference. At most "
        f"{MOST_FIELDS} names, on at most {DEEPEST_FIELDS} levels.",
        example,
    )


def facets_parameter(names: Iterable[str]) -> Parameter:
    return query(
        "facets",
        listed("facets", names, or_else=rf"{EMPTY}|^\*$"),
        "For each of these filters, what there is to choose: in `meta.facets` the values, what the "
        "site calls them, and how many pages each finds beside what else is asked for; `*` is all.",
        "*",
    )


def type_parameter() -> Parameter:
    labels = [model._meta.label for model in page_types()]
    return query(
        "type",
        listed("type", labels, or_else=rf"{EMPTY}|^\*$"),
        "Pages of this type, or of one of several, separated by commas. Lists can be filtered and "
        "ordered by the fields that all the types asked for have; without `type`, by those that "
        "every installed type has, of which `fields` can show only these. `*` is every type, each "
        "with its own fields.",
        labels[0],
    )


def order_parameter(names: Iterable[str]) -> Parameter:
    return query(
        "order",
        listed("order", names, signs="-?", or_else=f"{EMPTY}|^random$"),
        "By which fields the list is ordered, separated by commas; `-` is descending. `random` "
        "stands alone.",
        "-id",
    )
