"""What can be asked where."""

from django.db.models import Model
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.api.additions import added_paths, added_tags
from cms.api.list_parameters import PATHS, declared, with_options
from cms.api.openapi.answers import refer, success
from cms.api.openapi.changes import changes_paths
from cms.api.openapi.filters import field_parameters, orderable
from cms.api.openapi.operations import REFUSALS, address, named, operation
from cms.api.openapi.parameters import (
    DRAFT,
    KEY,
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
    "Changes": "What editors published, changed and hid, for who keeps a copy.",
    "Images": "Images that the public may see.",
    "Documents": "Files to download.",
    "Redirects": "Old addresses, and where they lead now.",
}

_OF_LISTS = ["limit", "offset", "search", "search_operator", "rich_text_format"]
_OF_PAGES = [
    "child_of",
    "descendant_of",
    "ancestor_of",
    "site",
    "highlight",
    "after",
    PATHS,
]
_OF_DETAILS = ["rich_text_format", "site"]
#: Of those whose answers are representations.
_OF_FORMS = ["urls", "renditions"]


def tags() -> list[dict]:
    """Return the document's `tags`."""
    own = {
        name.capitalize(): f"{_plural(endpoint.model)} that a page shows."
        for name, endpoint in OWN_ENDPOINTS.items()
    }
    found = _TAGS | own | added_tags() | {"The API": "What the API says of itself."}
    return [{"name": name, "description": text} for name, text in found.items()]


def _plural(model: type[Model]) -> str:
    return english(model._meta.verbose_name_plural).capitalize()


def paths(answers: Answers) -> dict[str, dict]:
    """Return the document's `paths`."""
    return {
        address("index"): operation(
            "getIndex",
            "The API",
            "The address of each list, and of the site",
            named("urls", "format"),
            {"200": success("What is here.", answers.index), **refer(304, *REFUSALS)},
        ),
        address("openapi"): operation(
            "getOpenAPI",
            "The API",
            "This document",
            named("format"),
            {
                "200": success("OpenAPI 3.1.", {"type": "object"}),
                **refer(304, *REFUSALS),
            },
        ),
        address("site"): operation(
            "getSite",
            "The API",
            "The site that is asked",
            named("urls", "format"),
            {
                "200": success("What all its pages show besides their content.", answers.site),
                **refer(304, *REFUSALS, 404),
            },
        ),
        **changes_paths(answers),
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
        **added_paths(answers),
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
    """Return the paths of an endpoint; `chosen` is an example of `fields`."""
    name = next(name for name, each in ENDPOINTS.items() if each is endpoint)
    tag, of_pages = name.capitalize(), endpoint is PagesEndpoint
    filters = field_parameters(endpoint, models, base or models[0])
    order = order_parameter(orderable(endpoint, models))
    fields = fields_parameter(chosen)
    given = [*([type_parameter()] if of_pages else []), order, *filters, fields]
    if of_pages:
        given.append(facets_parameter(with_options()))
    forms = [*(_OF_FORMS if issubclass(endpoint, RepresentedMixin) else []), "format"]
    others = [*_OF_LISTS, *([*_OF_PAGES, *declared()] if of_pages else []), *forms]
    listing, detail, find = (address(f"{name}:{view}") for view in _VIEWS)
    ways = {"id": query("id", KEY["schema"], "The object's `id`.", 12), "html_path": _HTML_PATH}
    return {
        listing: operation(
            f"list{tag}",
            tag,
            f"{tag} that match, a part of them at a time",
            [*given, *named(*others)],
            {
                "200": success("The list.", answers.many(f"{kind}List", whole)),
                **refer(304, *REFUSALS, 404),
            },
        ),
        detail: operation(
            f"get{kind}",
            tag,
            f"One {kind.lower()}",
            [KEY, fields, *named(*_OF_DETAILS, *forms), *([DRAFT] if of_pages else [])],
            {
                "200": success(f"The {kind.lower()}.", answers.one(whole)),
                **refer(304, *REFUSALS, 404, *([403, 410] if of_pages else [])),
            },
        ),
        find: operation(
            f"find{kind}",
            tag,
            f"From what is known of it to one {kind.lower()}",
            [
                *(ways[name] for name in ["id", *(more_ways or [])]),
                fields,
                *named(*_OF_DETAILS, *forms),
            ],
            {
                "200": success("For who follows.", answers.one(whole)),
                **refer(*([301] if of_pages else []), 302, *REFUSALS, 404),
            },
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
    """Return the path item. Slashes in the path may be encoded, as generated clients do."""
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
    return operation(
        "getPageByPath",
        "Pages",
        "A page at its own address, as JSON, Markdown or HTML",
        [where, form],
        {"200": done, **refer(304, 400, 401, 403, 404, 405, 406, 410, 412, 414)},
    )
