"""What an app imports of the core that answers in the API at addresses of its own, besides
`cms.content`: its module `api` has `urlpatterns`, `paths(answers)` and `tags`.
"""

from cms.api.additions import answer
from cms.api.list_parameters import asked_slice
from cms.api.openapi.answers import refer, success
from cms.api.openapi.operations import REFUSALS, address, named, operation
from cms.api.openapi.parameters import EMPTY, query, text
from cms.api.openapi.schemas import Answers
from cms.api.sessionless import read_only
from cms.kinds.components import (
    BOOLEAN,
    HTML,
    INTEGER,
    STRING,
    URL,
    array,
    choice,
    nullable,
    record,
)
from cms.limits import MOST_MADE

__all__ = [
    "BOOLEAN",
    "EMPTY",
    "HTML",
    "INTEGER",
    "MOST_MADE",
    "REFUSALS",
    "STRING",
    "URL",
    "Answers",
    "address",
    "answer",
    "array",
    "asked_slice",
    "choice",
    "named",
    "nullable",
    "operation",
    "query",
    "read_only",
    "record",
    "refer",
    "success",
    "text",
]
