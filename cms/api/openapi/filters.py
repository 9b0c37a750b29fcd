"""The parameters that filter by a field: of every type, in one list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import Any

from django.db.models import IntegerField, Model
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.models import Page

from cms.api.list_parameters import declared
from cms.api.openapi.parameters import Parameter, listed, query, text
from cms.api.represented import RepresentedMixin
from cms.kinds.components import any_of, array
from cms.kinds.fields import filterable
from cms.kinds.lookups import Filterable
from cms.lists import Filter
from cms.lists.counts import ByType

_SCHEMAS: dict[str, dict] = {
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "date-time": {"type": "string", "format": "date-time"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "time": {"type": "string", "pattern": r"^\d{2}:\d{2}(:\d{2})?$"},
}

_EXAMPLES: dict[str, Any] = {
    "boolean": True,
    "date": "2022-05-17",
    "date-time": "2022-05-17T10:00:00+02:00",
    "integer": 12,
    "key": 12,
    "number": 100,
    "text": "Klima",
    "tags": "klima",
    "time": "10:00",
}

_WORDS = {
    "": "is this",
    "gte": "is this or comes after it",
    "lte": "is this or comes before it",
    "in": "is one of these, separated by commas",
    "isnull": "has no value (`true`), or has one (`false`); what is hidden is none",
}


def fields_of(endpoint: type[BaseAPIViewSet], model: type[Model]) -> dict[str, Filterable]:
    """Return what lists of the model can be filtered by at the endpoint, by name."""
    names = endpoint.get_available_fields(model, db_fields_only=True)
    found = filterable(model, [name for name in names if name != "locale"])
    if issubclass(endpoint, RepresentedMixin):
        return found
    # Wagtail's own filters: the value itself, and no lookups.
    return {name: replace(field, lookups=()) for name, field in found.items()}


def orderable(endpoint: type[BaseAPIViewSet], models: list[type[Model]]) -> list[str]:
    """Return what lists of one of the models can be ordered by."""
    fields = (fields_of(endpoint, model) for model in models)
    return list(
        dict.fromkeys(name for each in fields for name, one in each.items() if one.is_ordered)
    )


def field_parameters(
    endpoint: type[BaseAPIViewSet], models: list[type[Model]], base: type[Model]
) -> list[Parameter]:
    """Return a parameter for each field and lookup, of whichever model, and said of which. Those of
    `base` go with all of them.
    """
    found: dict[tuple[str, str], dict[type[Model], Filterable]] = defaultdict(dict)
    for model in models:
        for name, field in fields_of(endpoint, model).items():
            for lookup in ("", *field.lookups):
                found[name, lookup][model] = field
    taken = declared() if base is Page else {}
    return [
        _parameter(name, lookup, fields, _needs_type(fields, models, base))
        for (name, lookup), fields in found.items()
        if lookup or name not in taken
    ]


def declared_parameters() -> dict[str, Parameter]:
    """Return a parameter for each that types of pages declare as a filter, whatever it is
    elsewhere.
    """
    return {name: _declared(name, by_type) for name, by_type in declared().items()}


def _declared(name: str, by_type: ByType) -> Parameter:
    [(model, first), *_others] = by_type.items()
    schemas: list[dict] = []
    for of_type, each in by_type.items():
        if (schema := each.schema(of_type)) not in schemas:
            schemas.append(schema)
    if first.most > 1:
        schemas = [*schemas, *_several(first, schemas)]
    description = f"{'; '.join(dict.fromkeys(each.describe() for each in by_type.values()))}."
    if first.most > 1:
        description += f" At most {first.most} values."
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": schemas[0] if len(schemas) == 1 else {"anyOf": schemas},
        "example": first.example or first.options(model)[0][0],
    }


def _several(first: Filter, schemas: list[dict]) -> list[dict]:
    """Return several values: with commas between, or else each by itself."""
    repeated = {**array(any_of(schemas)), "maxItems": first.most}
    if not first.is_split:
        return [repeated]
    if all("enum" in schema for schema in schemas):
        values = dict.fromkeys(chain(*(schema["enum"] for schema in schemas)))
        return [listed(first.name, values, limit=first.most), repeated]
    if all("pattern" in schema and "maxLength" not in schema for schema in schemas):
        one = "|".join(schema["pattern"].strip("^$") for schema in schemas)
        pattern = f"^({one})(,({one})){{0,{first.most - 1}}}$"
        return [{"type": "string", "pattern": pattern}, repeated]
    return [text(first.name, limit=first.most), repeated]


def _needs_type(
    fields: dict[type[Model], Filterable], models: list[type[Model]], base: type[Model]
) -> str:
    others = [model for model in models if model not in fields]
    if base in fields or others == [base]:
        return ""
    shorter = f"every type but {_labels(others)}" if len(others) < len(fields) else _labels(fields)
    return f" Needs `type`; of {shorter}."


def _labels(models: Iterable[type[Model]]) -> str:
    return ", ".join(f"`{model._meta.label}`" for model in models)


def _parameter(
    name: str, lookup: str, fields: dict[type[Model], Filterable], needs: str
) -> Parameter:
    parameter, schemas = f"{name}__{lookup}" if lookup else name, []
    for field in fields.values():
        if (schema := _schema(field, parameter, lookup)) not in schemas:
            schemas.append(schema)
    field = next(iter(fields.values()))
    return query(
        parameter,
        schemas[0] if len(schemas) == 1 else {"anyOf": schemas},
        f"Those whose `{name}` {_WORDS[lookup]}.{needs}",
        _example(field, lookup),
    )


def _schema(field: Filterable, parameter: str, lookup: str) -> dict:
    if lookup == "isnull":
        return _SCHEMAS["boolean"]
    if field.kind == "choice":
        if lookup == "in":
            return listed(parameter, field.choices)
        return {"type": "string", "enum": field.choices}
    if lookup == "in" or _kind(field) not in _SCHEMAS:
        return text(parameter)
    return _SCHEMAS[_kind(field)]


def _example(field: Filterable, lookup: str) -> Any:
    if lookup == "isnull":
        return True
    example = field.choices[0] if field.kind == "choice" else _EXAMPLES[field.kind]
    return str(example) if lookup == "in" else example


def _kind(field: Filterable) -> str:
    if field.kind != "key":
        return field.kind
    target = field.field.target_field
    while target.is_relation:
        target = target.target_field
    return "integer" if isinstance(target, IntegerField) else "text"
