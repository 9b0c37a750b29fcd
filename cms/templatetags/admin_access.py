"""What an account may see, for templates of the admin."""

from typing import Any

from django import template
from django.db.models import Model

from cms.editing.seen import sees

register = template.Library()


@register.filter
def seen_by(items: list, user: Any) -> list:
    """Return those of a bulk action's items that the account may see. An item is an object, or
    `{"item": object}`.
    """
    return [item for item in items if sees(user, _object(item))]


def _object(item: Any) -> Model:
    return item["item"] if isinstance(item, dict) else item
