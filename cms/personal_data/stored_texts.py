"""All texts of the database, as they are stored, and what is to happen to a person's in each."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model, TextField
from django.db.models.functions import Cast

#: Tables whose rows are deleted where a person is named in them: what people have typed, and what
#: is kept for a short while. A model of ours or of a plugin says `deleted_with_person = True`.
DELETED = {
    "axes.AccessAttempt",
    "axes.AccessFailureLog",
    "axes.AccessLog",
    "feedback.Remark",
    "search.FruitlessSearch",
    "wagtailadmin.FormState",
    "wagtailsearchpromotions.Query",
}
#: Tables in whose texts a mark takes the place of a name: what was done, and what was.
REWRITTEN = {
    "users.AuditEntry",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.Revision",
}
#: What is made of other tables, and follows them, or has a rule of its own.
_FOLLOWING = {
    "cms.CheckedPage",
    "cms.StoredFinding",
    "links.Address",
    "links.AddressOnPage",
    "media.DocumentPage",
    "personal_data.Erasure",
    "publications.Dependency",
    "publications.Head",
    "publications.Mark",
    "publications.Moment",
    "publications.Publication",
    "publications.RestrictedDependency",
    "publications.RestrictedPublication",
    "publications.SearchEntry",
    "publications.SiteRepresentation",
    "publications.Word",
    "sessions.Session",
    "users.Session",
    "wagtailcore.ReferenceIndex",
    "wagtailsearch.IndexEntry",
}
_FOLLOWING_COLUMNS = {"draft_title", "path", "sort_key", "url_path"}


def tables() -> Iterator[tuple[type[Model], list[Field]]]:
    """Give the tables that hold texts of their own, with those columns."""
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and meta.label not in _FOLLOWING:
            columns = [each for each in meta.local_concrete_fields if _holds_text(each)]
            if columns:
                yield model, columns


def is_deleted(model: type[Model]) -> bool:
    """Return whether rows of the table are deleted that name the person."""
    return model._meta.label in DELETED or getattr(model, "deleted_with_person", False)


def texts(model: type[Model], columns: list[Field]) -> Iterator[tuple[Any, dict[str, str]]]:
    """Give the keys of a table's rows with the texts of these columns as they are stored."""
    stored = [Cast(each.name, TextField()) for each in columns]
    rows = model._base_manager.order_by("pk").values_list("pk", *stored)
    for key, *values in rows.iterator(chunk_size=500):
        yield (
            key,
            {column.name: value for column, value in zip(columns, values, strict=True) if value},
        )


def strings(stored: str) -> Iterator[tuple[str, str]]:
    """Give the texts within a stored one, with the way to each: "1.value.text"."""
    yield from _strings(_read(stored), "")


def changed(stored: str, change: Callable[[str], str]) -> str:
    """Return a stored text in whose texts something has been changed."""
    value = _read(stored)
    if isinstance(value, str):
        return change(value)
    new = _changed(value, change)
    return stored if new == value else json.dumps(new)


def _holds_text(column: Field) -> bool:
    kind = column.db_type(connection) or ""
    return (
        kind.startswith(("varchar", "text", "jsonb", "citext"))
        and not column.is_relation
        and column.name not in _FOLLOWING_COLUMNS
    )


def _read(stored: str) -> Any:
    """Read a value. Streams and whole revisions are JSON, which may hold more of it in a text."""
    if stored[:1] in ("{", "["):
        try:
            return json.loads(stored)
        except ValueError:
            pass
    return stored


def _strings(value: Any, way: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        inner = _read(value)
        if inner is value:
            yield way, value
        else:
            yield from _strings(inner, way)
    elif isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, item in items:
            if name not in _FOLLOWING_COLUMNS:
                yield from _strings(item, f"{way}.{name}" if way else str(name))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return changed(value, change)
    if isinstance(value, dict):
        # An address within a revision is that of the page, which the revision doesn't decide.
        return {
            name: item if name in _FOLLOWING_COLUMNS - {"draft_title"} else _changed(item, change)
            for name, item in value.items()
        }
    return [_changed(item, change) for item in value] if isinstance(value, list) else value
