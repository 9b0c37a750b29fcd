"""Where something is used, for templates of the admin."""

from typing import Any

from django import template
from django.db.models import Model
from django.urls import reverse
from wagtail.models import Page

from cms.usage.places import is_kept
from cms.usage.protection import is_protected_model
from cms.usage.told import usage_of
from cms.usage.views import may

register = template.Library()

#: Further places are on a page of their own.
NAMED = 10


@register.inclusion_tag("cms/usage/list.html", takes_context=True)
def where_used(
    context: dict[str, Any], instance: Model, all_places: bool = False, deleting: bool = False
) -> dict[str, Any]:
    """Show where an object is used, as far as the account may know; when it is to be deleted, what
    then becomes of each place, and what may be done instead.
    """
    user = context["request"].user
    usage = usage_of(instance, user)
    named = usage.told if all_places else usage.told[:NAMED]
    protected = is_protected_model(type(instance)) and usage.keeping > 0
    can_replace = is_protected_model(type(instance)) and may(user, "delete", instance)
    return {
        "object": instance,
        "usage": usage,
        "named": named,
        "more": len(usage.told) - len(named),
        "url": _address("cms_usage", instance) if len(usage.told) > len(named) else "",
        "deleting": deleting,
        "is_protected": protected,
        "replace_url": _address("cms_replacement", instance) if can_replace else "",
    }


@register.simple_tag(takes_context=True)
def to_be_deleted(context: dict[str, Any]) -> Model | None:
    """Return what one of Wagtail's pages is about that ask before something is deleted or taken
    down: alone, or as one of many.
    """
    for name in ("document", "image", "page", "snippet", "object"):
        found = context.get(name)
        if isinstance(found, dict):
            found = found.get("item")
        if isinstance(found, Model):
            return found
    return None


def _address(name: str, instance: Model) -> str:
    model = Page if isinstance(instance, Page) else type(instance)
    return reverse(name, args=[*model._meta.label_lower.split("."), instance.pk])


@register.simple_tag
def is_live(instance: Model) -> bool:
    """Return whether visitors meet the object anywhere, or a page in the trash needs it, so that it
    can't be deleted.
    """
    return is_kept(instance)
