"""What a content type's attributes must agree on."""

from django.core.checks import Error, Warning, register
from django.core.exceptions import FieldDoesNotExist
from wagtail.models import Page, get_page_models


@register("cms")
def check_content_types(app_configs, **kwargs) -> list:
    from cms.plugins import content_types

    return [message for model in content_types() for message in _check_names(model)]


@register("cms")
def check_pages_outside(app_configs, **kwargs) -> list:
    """Warn of a page type that doesn't derive from `ContentPage`: it is no content type."""
    from cms.models import ContentPage

    return [
        Warning(
            f"{model._meta.label} is a page type but no content type.",
            hint="Derive it from cms.models.ContentPage (or IndexPage), so that it is served in "
            "HTML, JSON and Markdown and found by section fronts, search and feeds.",
            obj=model,
            id="cms.W001",
        )
        for model in get_page_models()
        if model is not Page and not issubclass(model, ContentPage)
    ]


def _check_names(model: type[Page]) -> list:
    from cms.kinds import api_fields

    shown = {entry.name for entry in api_fields(model)}
    messages = []
    for attribute in ("card_fields", "reference_fields"):
        messages += [
            Error(
                f"{attribute} names {name!r}, which {model._meta.label} does not show.",
                hint=f"Add {name!r} to api_fields, or remove it from {attribute}.",
                obj=model,
                id="cms.E001",
            )
            for name in getattr(model, attribute)
            if name not in shown
        ]
    for name in sorted(shown):
        if not _exists(model, name):
            messages.append(
                Error(
                    f"api_fields names {name!r}, which {model._meta.label} does not have.",
                    hint="Name a field, a property or a method, or give the APIField a serializer.",
                    obj=model,
                    id="cms.E002",
                )
            )
    declared = model.dated_copy
    messages += [
        Error(
            f"dated_copy names {name!r}, which {model._meta.label} does not have.",
            hint="Name a field, or a member of a block as field.block.member.",
            obj=model,
            id="cms.E012",
        )
        for name in (declared.unknown(model) if declared else [])
    ]
    if not _exists(model, model.facet_date):
        messages.append(
            Error(
                f"facet_date names {model.facet_date!r}, which {model._meta.label} does not have.",
                hint="Name the date or date-time field that places the page in time.",
                obj=model,
                id="cms.E003",
            )
        )
    return messages


def _exists(model: type[Page], name: str) -> bool:
    from cms.kinds import api_fields

    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        declared = next((entry for entry in api_fields(model) if entry.name == name), None)
        return hasattr(model, name) or (declared is not None and declared.serializer is not None)
    return True
