"""All that the site knows of one person, as JSON."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import Page

from cms.personal_data import stored_texts
from cms.personal_data.subject import Subject
from cms.usage.places import places_of

#: Columns that open something, or hold what is a page's and not the person's.
_NOT_TOLD = {
    *("content", "former_secret", "key_hash", "password", "secret", "session_data"),
    *("session_key", "text"),
}
#: So much is told of a text that names the person.
_CHARACTERS = 500


def export(subject: Subject) -> dict[str, Any]:
    """Return what is known: the rows that are the person, those that refer to them by table, what
    was done with them, where they are shown, and texts that name them.
    """
    return {
        "exported_at": timezone.now(),
        "person": [_row(each) for each in subject.objects],
        "rows": _referring(subject),
        "log": [
            _row(entry)
            for each in subject.objects
            for entry in registry.get_logs_for_instance(each)
        ],
        "shown_by": [
            {"row": _name(place.object), "title": str(place.object), "in": str(use.label)}
            for person in subject.persons
            for place in places_of([person])
            for use in place.uses
        ],
        "texts": list(_texts(subject)),
    }


def _referring(subject: Subject) -> dict[str, list]:
    found: dict[str, list] = defaultdict(list)
    for each in subject.objects:
        for model in apps.get_models(include_auto_created=True):
            for column in model._meta.local_concrete_fields:
                if column.is_relation and column.related_model is type(each):
                    rows = model._base_manager.filter(**{column.attname: each.pk}).order_by("pk")
                    found[f"{model._meta.label}.{column.name}"] += [_row(row) for row in rows]
    return {name: rows for name, rows in sorted(found.items()) if rows}


def _row(row: Model) -> dict[str, Any]:
    if isinstance(row, Page):  # what it says of the person is among the texts
        return {"row": _name(row), "title": row.title, "url_path": row.url_path}
    told = {
        column.name: column.value_from_object(row)
        for column in row._meta.local_concrete_fields
        if column.name not in _NOT_TOLD
    }
    files = {name: value.name for name, value in told.items() if hasattr(value, "storage")}
    return {"row": _name(row), **told, **files}


def _name(row: Model) -> str:
    is_told = row._meta.pk.name not in _NOT_TOLD
    return f"{row._meta.label} {row.pk}" if is_told else row._meta.label


def _texts(subject: Subject) -> Iterator[dict[str, Any]]:
    names = subject.names
    own = {_name(each) for each in subject.objects}
    for model, found in stored_texts.tables() if names else ():
        for key, texts in stored_texts.texts(model, found):
            row = f"{model._meta.label} {key}"
            for name, stored in texts.items() if row not in own else ():
                for way, text in stored_texts.strings(stored):
                    if names.are_in(text):
                        where = f"{name}.{way}" if way else name
                        yield {"row": row, "in": where, "text": text[:_CHARACTERS]}
