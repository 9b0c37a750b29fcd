"""What the filters of all types must agree on."""

from django.core.checks import Error, register
from wagtail.models import Page, get_page_models

from cms.lists import filters_of
from cms.lists.declared import RESERVED


@register("cms")
def check_filters(app_configs, **kwargs) -> list:
    """Check that each filter fits its type, and that a parameter means the same for all of them."""
    meanings: dict[str, dict[str, list[type[Page]]]] = {}
    messages = []
    for model in get_page_models():
        for name, each in filters_of(model).items():
            faults = [*each.faults(model)]
            if name in RESERVED:
                faults.append(f"has the name {name!r}, which means something else in every list")
            messages += [_error(model, name, fault) for fault in faults]
            if not faults:
                meanings.setdefault(name, {}).setdefault(each.meaning(model), []).append(model)
                messages += _check_own_field(model, name)
    return messages + [
        message for name, found in meanings.items() for message in _check_meanings(name, found)
    ]


def _check_own_field(model: type[Page], name: str) -> list:
    """Check that a field which the type shows under the parameter's name is what the filter is
    about.
    """
    from cms.kinds.fields import filterable

    each = filters_of(model)[name]
    if name in filterable(model, [name]) and not each.is_about(model, name):
        fault = f"is about something else than the field {name!r} of the type"
        return [_error(model, name, fault)]
    return []


def _check_meanings(name: str, found: dict[str, list[type[Page]]]) -> list:
    if len(found) == 1:
        return []
    told = "; ".join(
        f"{meaning} of {', '.join(model._meta.label for model in models)}"
        for meaning, models in found.items()
    )
    return [
        Error(
            f"The parameter {name!r} means several things: {told}.",
            hint="Give one of the filters another name.",
            obj=name,
            id="cms.E009",
        )
    ]


def _error(model: type[Page], name: str, fault: str) -> Error:
    return Error(
        f"The filter {name!r} of {model._meta.label} {fault}.",
        hint="Correct `filters`, or set it to [] on a type that its lists are not narrowed by.",
        obj=model,
        id="cms.E008",
    )
