"""What can be asked where."""

from typing import Any

from django.db.models import Model
from django.urls import reverse
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.api.list_parameters import declared, with_options
from cms.api.openapi.answers import refer, success
from cms.api.openapi.filters import field_parameters, orderable
from cms.api.openapi.parameters import (
    KEY,
    SHARED,
    Parameter,
    facets_parameter,
    fields_parameter,
    order_parameter,
    path,
    query,
    text,
    type_parameter,
)
from cms.api.openapi.schemas import Answers
from cms.api.represented import RepresentedMixin
from cms.api.views import (
    ENDPOINTS,
    OWN_ENDPOINTS,
    DocumentsEndpoint,
    ImagesEndpoint,
    PagesEndpoint,
    RedirectsEndpoint,
)
from cms.delivery.negotiation import Format
from cms.kinds.descriptions import english
from cms.limits import LONGEST_ADDRESS
from cms.representations.schema import Schema, page_types

_TAGS = {
    "Pages": "What editors publish, each page with all that it shows.",
    "Images": "Images that the public may see.",
    "Documents": "Files to download.",
    "Redirects": "Old addresses, and where they lead now.",
}

_CONDITIONS = ["IfNoneMatch", "IfMatch"]
_OF_LISTS = ["limit", "offset", "search", "search_operator", "rich_text_format"]
_OF_PAGES = [
    "child_of",
    "descendant_of",
    "ancestor_of",
    "site",
    "highlight",
]
_OF_DETAILS = ["rich_text_format", "site"]
#: Of those whose answers are representations.
_OF_FORMS = ["urls", "renditions"]
_REFUSALS = [400, 405, 406, 412, 414]


def tags() -> list[dict]:
    """The document's `tags`."""
    own = {
        name.capitalize(): f"{_plural(endpoint.model)} that a page shows."
        for name, endpoint in OWN_ENDPOINTS.items()
    }
    found = _TAGS | own | {"The API": "What the API says of itself."}
    return [{"name": name, "description": text} for name, text in found.items()]


def _plural(model: type[Model]) -> str:
    return english(model._meta.verbose_name_plural).capitalize()


def paths(answers: Answers) -> dict[str, dict]:
    """The document's `paths`."""
    return {
        _address("index"): _operation(
            "getIndex",
            "The API",
            "The address of each list, and of the site",
            _named("urls", "format"),
            {"200": success("What is here.", answers.index), **refer(304, *_REFUSALS)},
        ),
        _address("openapi"): _operation(
            "getOpenAPI",
            "The API",
            "This document",
            _named("format"),
            {
                "200": success("OpenAPI 3.1.", {"type": "object"}),
                **refer(304, *_REFUSALS),
            },
        ),
        _address("site"): _operation(
            "getSite",
            "The API",
            "The site that is asked",
            _named("urls", "format"),
            {
                "200": success("What all its pages show besides their content.", answers.site),
                **refer(304, *_REFUSALS, 404),
            },
        ),
        **_endpoint(
            answers,
            PagesEndpoint,
            "Page",
            answers.page,
            page_types(),
            "title,lede,image(alt,renditions)",
            Page,
            ["html_path"],
        ),
        **_endpoint(
            answers,
            ImagesEndpoint,
            "Image",
            answers.image,
            [get_image_model()],
            "title,alt,renditions",
        ),
        **_endpoint(
            answers,
            DocumentsEndpoint,
            "Document",
            answers.document,
            [get_document_model()],
            "title,size",
        ),
        **_endpoint(
            answers,
            RedirectsEndpoint,
            "Redirect",
            answers.redirect,
            [RedirectsEndpoint.model],
            "old_path,location",
            more_ways=["html_path"],
        ),
        **_own_endpoints(answers),
        "/{path}": _page_at_its_address(answers),
    }


def _own_endpoints(answers: Answers) -> dict[str, dict]:
    found = {}
    for endpoint in OWN_ENDPOINTS.values():
        model = endpoint.model
        whole, chosen = answers.of_own(model), ",".join(endpoint.body_fields[1:3])
        found |= _endpoint(answers, endpoint, model.__name__, whole, [model], chosen)
    return found


def _endpoint(
    answers: Answers,
    endpoint: type[BaseAPIViewSet],
    kind: str,
    whole: Schema,
    models: list[type[Model]],
    chosen: str,
    base: type[Model] | None = None,
    more_ways: list[str] | None = None,
) -> dict[str, dict]:
    """The paths of an endpoint; `chosen` is an example of `fields`."""
    name = next(name for name, each in ENDPOINTS.items() if each is endpoint)
    tag, of_pages = name.capitalize(), endpoint is PagesEndpoint
    filters = field_parameters(endpoint, models, base or models[0])
    order = order_parameter(orderable(endpoint, models))
    fields = fields_parameter(chosen)
    given = [*([type_parameter()] if of_pages else []), order, *filters, fields]
    if of_pages:
        given.append(facets_parameter(with_options()))
    forms = [*(_OF_FORMS if issubclass(endpoint, RepresentedMixin) else []), "format"]
    named = [*_OF_LISTS, *([*_OF_PAGES, *declared()] if of_pages else []), *forms]
    listing, detail, find = (_address(f"{name}:{view}") for view in _VIEWS)
    ways = {"id": query("id", KEY["schema"], "The object's `id`.", 12), "html_path": _HTML_PATH}
    return {
        listing: _operation(
            f"list{tag}",
            tag,
            f"{tag} that match, a part of them at a time",
            [*given, *_named(*named)],
            {
                "200": success("The list.", answers.many(f"{kind}List", whole)),
                **refer(304, *_REFUSALS, 404),
            },
        ),
        detail: _operation(
            f"get{kind}",
            tag,
            f"One {kind.lower()}",
            [KEY, fields, *_named(*_OF_DETAILS, *forms)],
            {
                "200": success(f"The {kind.lower()}.", answers.one(whole)),
                **refer(304, *_REFUSALS, 404),
            },
        ),
        find: _operation(
            f"find{kind}",
            tag,
            f"From what is known of it to one {kind.lower()}",
            [
                *(ways[name] for name in ["id", *(more_ways or [])]),
                fields,
                *_named(*_OF_DETAILS, *forms),
            ],
            {"200": success("For who follows.", answers.one(whole)), **refer(302, *_REFUSALS, 404)},
        ),
    }


_VIEWS = ["listing", "detail", "find"]
_HTML_PATH = query(
    "html_path",
    text("html_path"),
    "The path of the address that visitors see.",
    "/moeder-og-netvaerk/",
)


def _page_at_its_address(answers: Answers) -> dict:
    """Slashes in the path may be encoded, as generated clients do."""
    texts = {"schema": {"type": "string"}}
    form = query(
        "format",
        {"type": "string", "enum": [*Format]},
        "The form of the answer, instead of `Accept`.",
        "json",
    )
    where = path(
        "path",
        {"type": "string", "maxLength": LONGEST_ADDRESS},
        "The path of the address that visitors see, without the slash before it.",
        "moeder-og-netvaerk/",
    )
    done = success(
        "The page with all its members.",
        answers.page,
        **{"text/html": texts, "text/markdown": texts},
    )
    return _operation(
        "getPageByPath",
        "Pages",
        "A page at its own address, as JSON, Markdown or HTML",
        [where, form],
        {"200": done, **refer(304, 400, 403, 404, 405, 406, 412, 414)},
    )


def _operation(
    name: str, tag: str, summary: str, parameters: list[Parameter], responses: dict[str, Any]
) -> dict:
    operation = {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": [*parameters, *_named(*_CONDITIONS)],
        # Whatever is asked for, the database may be away.
        "responses": dict(sorted((responses | refer(503)).items())),
    }
    return {"get": operation}


def _named(*names: str) -> list[dict]:
    """Parameters that the document keeps among its components."""
    assert set(names) <= SHARED.keys() | declared().keys()
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _address(view: str) -> str:
    address = reverse(f"wagtailapi:{view}", args=[0] if view.endswith("detail") else [])
    return address.replace("/0/", "/{id}/") if view.endswith("detail") else address
