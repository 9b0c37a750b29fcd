"""JSON Schema of whole representations: pages, and the files and settings that are served."""

from django.db.models import Model
from wagtail.models import CollectionMember, Page

from cms.kinds import references
from cms.kinds.components import (
    BOOLEAN,
    DATE_TIME,
    INTEGER,
    STRING,
    URL,
    Schema,
    Schemas,
    array,
    constant,
    nullable,
    record,
)
from cms.kinds.descriptions import english
from cms.kinds.fields import member_schemas

ITEMS = {**URL, "description": "The query that lists what is below it."}
#: Of these, the API shows only those that a type names in `api_meta_fields`.
_ADDED = {"last_published_at": nullable(DATE_TIME)}


def page_schema(schemas: Schemas, model: type[Page]) -> Schema:
    """Return the schema of a page's representation, with all its members."""
    return schemas.declare(model._meta.label, lambda: _page(schemas, model))


def file_schema(schemas: Schemas, model: type[Model]) -> Schema:
    """Return the schema of what is no page as its endpoint answers it: see `represent`."""

    def make() -> Schema:
        meta, shown = references.files_members(schemas, model)
        if issubclass(model, CollectionMember):
            meta = meta | {"tags": array(STRING), "download_url": URL}
        return record({"id": references.key_schema(model), "meta": record(meta), **shown})

    return schemas.declare(model._meta.label, make)


def settings_schema(schemas: Schemas, model: type[Model]) -> Schema:
    """Return the schema of `represent_fields`."""
    return schemas.declare(model._meta.label, lambda: record(member_schemas(schemas, model)))


def _meta(schemas: Schemas, model: type[Page]) -> dict[str, Schema]:
    """Return the schemas of `meta`'s members."""
    link = references.link_schema(schemas)
    return {
        "type": constant(model._meta.label),
        "detail_url": URL,
        "html_url": URL,
        "slug": STRING,
        "show_in_menus": BOOLEAN,
        "seo_title": STRING,
        "search_description": STRING,
        "first_published_at": nullable(DATE_TIME),
        **_ADDED,
        "alias_of": nullable(link),
        "parent": nullable(link),
        "breadcrumb": array(link),
        **({"items_url": ITEMS} if hasattr(model, "items") else {}),
    }


def _page(schemas: Schemas, model: type[Page]) -> Schema:
    meta = _meta(schemas, model)
    # A type of a third party's has them at its own address, and not in the API.
    added = {*_ADDED, "breadcrumb", "items_url"} - {*getattr(model, "api_meta_fields", [])}
    return {
        "description": english(model._meta.verbose_name).capitalize(),
        **record(
            {
                "id": INTEGER,
                "meta": record(meta, optional=frozenset(added)),
                "title": STRING,
                **member_schemas(schemas, model),
            }
        ),
    }
