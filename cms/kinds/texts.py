"""Reading finished JSON for its words."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.search.index import RelatedFields, SearchField

#: Tags between which words stand apart; all others may stand within a word.
_APART = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|br|hr|div|blockquote|table|t[dhr]|dl|dt|dd|figure|figcaption|section)"
    r"\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
#: Members that hold no text for people.
_TECHNICAL = {"id", "type", "meta", "url", "spec"}


class Reader:
    """What keeps the texts of what a page shows, which are not its own words.

    `searched` are the members whose texts count, as `searched()` gives them.
    """

    def __init__(self, searched: dict[str, set[str]]) -> None:
        self.searched = searched
        self.shown: list[str] = []

    def foreign(self, value: Any) -> None:
        """Keep the names of references, and whatever else is text in a value of any structure."""
        if isinstance(value, list):
            for item in value:
                self.foreign(item)
        elif is_rendered(value):
            self.shown.append(text_of_html(value["html"]))
        elif isinstance(value, dict):
            if _is_reference(value):
                self.shown += _names(value)
            else:
                for name, item in value.items():
                    if name not in _TECHNICAL:
                        self.foreign(item)
        elif isinstance(value, str) and "://" not in value:
            self.shown.append(value)


def text_of_html(source: str) -> str:
    """Return the text of finished HTML, each paragraph on a line of its own."""
    return html.unescape(_TAG.sub("", _APART.sub("\n", source)))


def searched(model: type[Model]) -> dict[str, set[str]]:
    """Return the names of the members whose texts count; of child rows, those of their members."""
    found: dict[str, set[str]] = {}
    for field in getattr(model, "search_fields", []):
        if isinstance(field, SearchField):
            found[field.field_name] = set()
        elif isinstance(field, RelatedFields):
            found[field.field_name] = {
                each.field_name for each in field.fields if isinstance(each, SearchField)
            }
    return found


def is_rendered(value: Any) -> bool:
    """Return whether it is what a block with a rendering of its own becomes."""
    return isinstance(value, dict) and value.keys() == {"value", "html"}


def _is_reference(value: dict) -> bool:
    return "id" in value and isinstance(value.get("meta"), dict) and "type" in value["meta"]


def _names(reference: dict) -> Iterator[str]:
    """Give what a reference calls its object: of an image what it depicts, and of all others the
    title and what is searched for in their models. Another page is found by itself.
    """
    try:
        model = apps.get_model(reference["meta"]["type"])
    except (LookupError, ValueError):
        return
    if issubclass(model, Page):
        return
    if issubclass(model, AbstractImage):
        names: Iterable[str] = ["alt"]
    else:
        names = dict.fromkeys(["title", "name", *searched(model)])
    rich = {each.name for each in model._meta.get_fields() if isinstance(each, RichTextField)}
    for name in names:
        if isinstance(text := reference.get(name), str):
            yield text_of_html(text) if name in rich else text
