"""JSON Schema of an object as another one shows it: what `Builder` makes of a `Reference`."""

from django.db.models import Model
from wagtail.images.models import AbstractImage
from wagtail.models import CollectionMember, Page, get_page_models

from cms.kinds import fields
from cms.kinds.components import (
    INTEGER,
    STRING,
    URL,
    Schema,
    Schemas,
    any_of,
    choice,
    constant,
    record,
)
from cms.kinds.urls import has_endpoint
from cms.kinds.values import field_schema


def page_types() -> list[type[Page]]:
    """Return every type that a page may have, the one without a type's own fields last."""
    models = get_page_models()
    return [*(model for model in models if model is not Page), Page]


def object_schema(
    schemas: Schemas, model: type[Model], extra_fields: tuple[str, ...] = ()
) -> Schema:
    """Return the schema of a reference to an object of the model."""
    if issubclass(model, Page):
        return pages_schema(schemas, [model])
    concrete: type[Model] = model._meta.concrete_model or model
    name = ".".join([concrete._meta.label, "Reference", *extra_fields])
    return schemas.declare(name, lambda: _object(schemas, concrete, extra_fields))


def pages_schema(schemas: Schemas, bases: list[type[Page]]) -> Schema:
    """Return the schema of a reference to a page of one of the types, or of a type that derives
    from them. Which, its `meta.type` tells.
    """
    if Page in bases:
        return schemas.declare(
            "PageReference",
            lambda: any_of([_page_reference(schemas, model) for model in page_types()]),
        )
    types = [model for model in page_types() if issubclass(model, tuple(bases))]
    return any_of([_page_reference(schemas, model) for model in types])


def link_schema(schemas: Schemas) -> Schema:
    """Return the schema of what API v2 shows of a parent: id, type, addresses and title."""
    labels = [model._meta.label for model in page_types()]
    return schemas.declare("PageLink", lambda: record(_link(choice(labels))))


def files_members(schemas: Schemas, model: type[Model]) -> tuple[dict, dict]:
    """Return the schemas of `meta`, and of what stands beside it, in a reference that is no
    page.
    """
    meta = {"type": constant(model._meta.label)}
    if has_endpoint(model):
        meta["detail_url"] = URL
    if is_file(model):
        meta["download_url"] = URL
    elif hasattr(model, "get_absolute_url"):
        meta["html_url"] = URL
    shown = {"title": STRING} if shows_title(model) else {}
    shown |= fields.member_schemas(schemas, model)
    if issubclass(model, AbstractImage):
        shown |= {"width": INTEGER, "height": INTEGER}
    return meta, shown


def is_file(model: type[Model]) -> bool:
    """Return whether objects of the model are files to fetch: documents, and the like of
    packages.
    """
    is_image = issubclass(model, AbstractImage)
    return issubclass(model, CollectionMember) and not is_image and hasattr(model, "url")


def shows_title(model: type[Model]) -> bool:
    """Return whether references to objects of the model have a title, whatever its `api_fields`."""
    return issubclass(model, Page | AbstractImage) or is_file(model)


def key_schema(model: type[Model]) -> Schema:
    key = model._meta.pk
    while key.is_relation:
        key = key.target_field
    return field_schema(key)


def _object(schemas: Schemas, model: type[Model], extra_fields: tuple[str, ...]) -> Schema:
    meta, shown = files_members(schemas, model)
    extra = {name: fields.member_schema(schemas, model, name) for name in extra_fields}
    return record({"id": key_schema(model), "meta": record(meta), **shown, **extra})


def _page_reference(schemas: Schemas, model: type[Page]) -> Schema:
    label = model._meta.label

    def make() -> Schema:
        names = {"lede", *getattr(model, "reference_fields", [])}
        shown = {
            entry.name: fields.entry_schema(schemas, model, entry)
            for entry in fields.api_fields(model)
            if entry.name in names
        }
        return record(_link(constant(label)) | shown)

    return schemas.declare(f"{label}.Reference", make)


def _link(kind: Schema) -> dict[str, Schema]:
    meta = record({"type": kind, "detail_url": URL, "html_url": URL})
    return {"id": INTEGER, "meta": meta, "title": STRING}
