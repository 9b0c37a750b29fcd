"""The schemas that answers are made of: representations, alone and in lists."""

from django.apps import apps
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.api.directory import EVENTS_URL
from cms.api.openapi.answers import PROBLEM
from cms.kinds.components import (
    INTEGER,
    IRI,
    STRING,
    URL,
    array,
    constant,
    nullable,
    record,
)
from cms.kinds.fields import member_schemas
from cms.representations.schema import (
    Schema,
    Schemas,
    block_schema,
    file_schema,
    page_schema,
    page_types,
    selection,
)

HIGHLIGHT = {
    "type": ["string", "null"],
    "contentMediaType": "text/html",
    "description": "With `highlight=true`, where the page matches `search`; null if by its title "
    "only.",
}


class Answers:
    """What refers to the schemas of an API's answers; `schemas` holds them all."""

    def __init__(self, endpoints: list[str]) -> None:
        self.schemas = Schemas()
        self.problem = self.schemas.declare("Problem", lambda: PROBLEM)
        self.index = self.schemas.declare("Index", lambda: _index(endpoints))
        self.page = self.schemas.declare("Page", self._any_page)
        #: What lists of cards and results of a search have: any of a page's members.
        self.card = self._highlighted()
        self.image = file_schema(self.schemas, get_image_model())
        self.document = file_schema(self.schemas, get_document_model())
        self.site = self.schemas.declare("Site", self._site)
        self.redirect = self.schemas.declare("wagtailredirects.Redirect", _redirect)

    def of_own(self, model: type[Model]) -> Schema:
        """Return an object of a model with an endpoint of its own."""
        return file_schema(self.schemas, model)

    def _site(self) -> Schema:
        settings, apart = apps.get_model("cms", "SiteSettings"), Schemas()
        footer = member_schemas(apart, settings)
        del footer["accessibility_page"], footer["messages"]
        block = settings._meta.get_field("messages").stream_block.child_blocks["site"]
        message = apart.resolve(block_schema(apart, block, "message"))["properties"]
        footer["links"] = array(record({"text": STRING, "url": IRI}))
        entry = {"title": STRING, "url": URL}
        menu = array(record({**entry, "children": array(record(entry))}))
        return record(
            {
                "name": STRING,
                "root_url": URL,
                "menu": menu,
                "messages": array(record({**message, "url": nullable(URL)})),
                "footer": record(footer),
                "accessibility_url": nullable(URL),
            }
        )

    def one(self, whole: Schema) -> Schema:
        """Return the object with all its members, or what `fields` has left of it."""
        return {"anyOf": [whole, selection(self.schemas, whole)]}

    def many(self, name: str, whole: Schema) -> Schema:
        """Return a list of such objects."""

        def make() -> Schema:
            total = {**INTEGER, "description": "How many there are beyond this page of the list."}
            meta = record({"total_count": total})
            if whole == self.page:
                option = record({"value": STRING, "label": STRING, "count": INTEGER})
                facets = {"type": "object", "additionalProperties": array(option)}
                meta = record({"total_count": total, "facets": facets}, frozenset({"facets"}))
            return record({"meta": meta, "items": array(self.one(whole))})

        return self.schemas.declare(name, make)

    def _any_page(self) -> Schema:
        pages = [page_schema(self.schemas, model) for model in page_types()]
        return {
            "description": "A page with all its members. `meta.type` tells which type it is of.",
            "anyOf": pages,
        }

    def _highlighted(self) -> Schema:
        """Return a selection of a page's members, with one of lists only, which tells of the query
        and not of the page.
        """
        found = selection(self.schemas, self.page)
        for model in page_types():
            narrowed = self.schemas.components[f"{model._meta.label}.Selection"]
            narrowed["properties"] |= {"highlight": HIGHLIGHT}
        return found


def _redirect() -> Schema:
    meta = record({"type": constant("wagtailredirects.Redirect"), "detail_url": URL})
    members = {"id": INTEGER, "meta": meta, "old_path": STRING, "location": nullable(STRING)}
    members |= {"page_id": nullable(INTEGER), "old_url": URL, "location_url": nullable(URL)}
    return record(members)


def _index(endpoints: list[str]) -> Schema:
    events = "Where the changes are told live, as server-sent events; absent where they are not."
    members = {**dict.fromkeys(endpoints, URL), EVENTS_URL: {**URL, "description": events}}
    return record(members, frozenset({EVENTS_URL}))
