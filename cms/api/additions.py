"""What plugins answer in the API besides their types and lists. A plugin's module `api` has
`urlpatterns`, each with a name, by which the API's index tells of it; `paths(answers)`, what the
OpenAPI document says of them; and `tags`, what of their tags.
"""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from cms.api.represented import origin
from cms.api.sessionless import JSON
from cms.delivery.site import root_url
from cms.plugins import plugin_modules
from cms.representations import with_origin
from cms.representations.encoding import to_json


@cache
def added_patterns() -> list[URLPattern]:
    """Return the plugins' `urlpatterns`."""
    return [pattern for module in plugin_modules("api") for pattern in module.urlpatterns]


def added_names() -> list[str]:
    """Return their names, as the API's index has them."""
    return [str(pattern.name) for pattern in added_patterns()]


def added_paths(answers: Any) -> dict[str, dict]:
    """Return what the OpenAPI document says of them, by path."""
    modules = plugin_modules("api")
    return {path: item for each in modules for path, item in each.paths(answers).items()}


def added_tags() -> dict[str, str]:
    """Return what it says of their tags, by name."""
    return {name: text for each in plugin_modules("api") for name, text in each.tags.items()}


def answer(request: HttpRequest, content: dict) -> HttpResponse:
    """Return what is answered, as JSON, with stored URLs as `urls` asks for them. Raises
    `BadRequestError`.
    """
    written = with_origin(content, origin(request, root_url(request)))
    return HttpResponse(to_json(written), content_type=JSON)
