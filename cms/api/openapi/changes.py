"""The paths of the log: `changes/` and what proves a copy that is made of it."""

from wagtail.models import Page

from cms.api.changes_views import FORMATS, LIMIT, MOST, NDJSON, ChangesEndpoint
from cms.api.feed import NOW, followed
from cms.api.openapi.answers import refer, success
from cms.api.openapi.filters import field_parameters
from cms.api.openapi.operations import REFUSALS, address, named, operation
from cms.api.openapi.parameters import EMPTY, fields_parameter, query, type_parameter
from cms.api.openapi.schemas import Answers
from cms.kinds.components import (
    BOOLEAN,
    DATE_TIME,
    INTEGER,
    STRING,
    URL,
    array,
    constant,
    nullable,
    record,
)
from cms.publications.changes import Reason
from cms.publications.cursors import CURSOR
from cms.publications.items import DELETE, UPSERT
from cms.representations.schema import Schema, page_types

_CURSOR = "0123456789abcdef-1234-56-1200-0"
_NEXT = {**STRING, "description": "A cursor: the value of `since` from where to go on."}
_DIGEST = {**STRING, "description": "SHA-256 of the page's whole representation; opaque."}
_SINCE = query(
    "since",
    {**STRING, "pattern": f"{EMPTY}|^{NOW}$|{CURSOR}"},
    "The `next` of an earlier answer to the same question. Without it, all there is: the first "
    f"load. `{NOW}` begins without one.",
    NOW,
)
_LIMIT = query(
    "limit",
    {**INTEGER, "minimum": 1, "maximum": MOST},
    f"At most so many items; unasked {LIMIT}, and as NDJSON all there are.",
    100,
)
_FORMAT = query(
    "format",
    {**STRING, "enum": [*FORMATS]},
    "The form of the answer, instead of `Accept`.",
    "json",
)


def changes_paths(answers: Answers) -> dict[str, dict]:
    """Return the path items, by path."""
    asked = [
        type_parameter(),
        *field_parameters(ChangesEndpoint, page_types(), Page),
        fields_parameter("title,lede"),
        *named("child_of", "descendant_of", "site", *sorted(followed()), "urls", "renditions"),
    ]
    lines = {
        "schema": STRING,
        "example": f'{{"change":"delete","id":12,…,"next":"{_CURSOR}"}}\n'
        f'{{"next":"{_CURSOR}","more":false}}\n',
    }
    return {
        address("changes:listing"): operation(
            "listChanges",
            "Changes",
            "What was published, changed and hidden since a cursor",
            [_SINCE, _LIMIT, *asked, _FORMAT],
            {
                "200": success(
                    "The changes in the order of their commits, each page once. As NDJSON one a "
                    "line, each with `next`; the last line has only `next` and `more`.",
                    answers.schemas.declare("Changes", lambda: _changes(answers)),
                    **{NDJSON: lines},
                ),
                **refer(304, *REFUSALS, 404, 410),
            },
        ),
        address("changes:state"): operation(
            "getStateOfChanges",
            "Changes",
            "What a complete copy consists of",
            [*asked, *named("format")],
            {
                "200": success(
                    "The state of the pages that are asked for, as of one commit.",
                    answers.schemas.declare("State", _state),
                ),
                **refer(304, *REFUSALS, 404),
            },
        ),
    }


def _changes(answers: Answers) -> Schema:
    more = {**BOOLEAN, "description": "Whether there is more already."}
    either = {
        "oneOf": [
            answers.schemas.declare("Upsert", lambda: _change(UPSERT, answers)),
            answers.schemas.declare("Delete", lambda: _change(DELETE, answers)),
        ]
    }
    return record({"next": _NEXT, "more": more, "items": array(either)})


def _change(name: str, answers: Answers) -> Schema:
    members = {
        "content_changed": {
            **BOOLEAN,
            "description": "Whether the page itself changed since `since` had nothing more.",
        },
    }
    if name == UPSERT:
        members["page"] = {
            **nullable(answers.one(answers.page)),
            "description": "Null if it can't be built at the moment; it comes again.",
        }
    return thin_change(name, members)


def thin_change(name: str, besides: dict[str, Schema]) -> Schema:
    """Return the schema of what every way of following the log tells of an upsert or a delete, with
    members besides.
    """
    members = {
        "change": constant(name),
        "id": INTEGER,
        "type": STRING,
        "html_url": {
            **nullable(URL),
            "description": "Where the page is, or was last public.",
        },
        "sequence": {
            **INTEGER,
            "description": "The commit that last changed the page or something that it shows.",
        },
        "content_sequence": {**INTEGER, "description": "That which last changed the page itself."},
        "digest": {**nullable(_DIGEST), "description": "Null of what is not to be kept."},
        "at": DATE_TIME,
        **besides,
    }
    if name == UPSERT:
        return record(members)
    said = {
        "note": {**STRING, "description": "Why it was taken down, in its editor's words."},
        "replaced_by": {**URL, "description": "The page that took its place."},
    }
    return record(
        {**members, "digest": {"type": "null"}, "reason": _reason(), **said}, frozenset(said)
    )


def _reason() -> Schema:
    return {
        **STRING,
        "enum": [*Reason],
        "description": "`unmatched`: public, and not among the pages that are asked for.",
    }


def _state() -> Schema:
    lines = "SHA-256, hexadecimal, of a line `id digest` for each page, ordered by id."
    return record({"next": _NEXT, "count": INTEGER, "digest": {**STRING, "description": lines}})
