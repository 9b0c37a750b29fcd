"""Whether what declares a list of its own in the API can be listed there."""

import re
from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django.db.models import Model
from wagtail.models import Page
from wagtail.search import index

_TAKEN = {"pages", "images", "documents", "redirects", "site", "changes"}


@register("cms")
def check_endpoints(app_configs: Any, **kwargs: Any) -> list:
    """Check every model with `api_endpoint`: its name is one and free, and it can be searched."""
    found: dict[str, type[Model]] = {}
    messages = []
    for model in apps.get_models():
        if not (name := getattr(model, "api_endpoint", None)):
            continue
        other = found.setdefault(name, model)
        for fault, hint in _faults(model, name, other):
            label = model._meta.label
            messages.append(Error(f"{label} {fault}.", hint=hint, obj=model, id="cms.E011"))
    return messages


def _faults(model: type[Model], name: str, other: type[Model]) -> list[tuple[str, str]]:
    faults = []
    if issubclass(model, Page):
        faults.append(("is a page, and so listed among pages", "Remove api_endpoint."))
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        faults.append((f"has the api_endpoint {name!r}, which is no name", 'As in "teachers".'))
    if name in _TAKEN or other is not model:
        faults.append((f"has the api_endpoint {name!r}, which is taken", "Choose another name."))
    fields = model.get_search_fields() if issubclass(model, index.Indexed) else []
    if not any(isinstance(each, index.FilterField) and each.field_name == "id" for each in fields):
        faults.append(
            (
                "has an api_endpoint and can't be searched among what is public",
                'Derive it from index.Indexed, and add index.FilterField("id") to search_fields.',
            )
        )
    return faults
