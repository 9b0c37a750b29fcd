"""Finished rich text with nothing in it but what an editor can make: no attributes of the editor's
own, no styles, scripts or addresses that run something, however it came into the database.
"""

import re
from collections.abc import Callable
from functools import cache

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter
from wagtail.rich_text import features
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

# What the editor writes without a feature that is named after it, and what links and embeds become.
_ALWAYS = {"p", "br"}
# Of these, the content isn't text for a reader either.
_LEFT_OUT = ["script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title"]
_ELEMENT = re.compile("[a-z][a-z0-9]*")
_ATTRIBUTE = re.compile(r"\[([a-z-]+)")


def clean_html(html: str) -> str:
    """Return the HTML with the elements and attributes of registered rich text features; what is in
    another element stays, without it.
    """
    return _PublicHtml().clean(html) if "<" in html else html


class _PublicHtml(Whitelister):
    @property
    def element_rules(self) -> dict:
        return _element_rules()

    def clean(self, html: str) -> str:
        document = BeautifulSoup(html, "html.parser")
        for element in document.find_all(_LEFT_OUT):
            element.decompose()
        self.clean_node(document, document)
        return document.decode(formatter=_InOrder(EntitySubstitution.substitute_xml))


class _InOrder(HTMLFormatter):
    """Attributes in the order in which they stand, not of the alphabet."""

    def attributes(self, tag: Tag) -> list[tuple]:
        return list(tag.attrs.items())


@cache
def _element_rules() -> dict:
    """Return rules by element, from the features that are registered for the editor; of attributes,
    those of links and images stay, and those by which a plugin's feature knows its element.
    """
    attributes: dict[str, set[str]] = {name: set() for name in _ALWAYS}
    for feature in features.get_converter_features("contentstate"):
        for selector in _database_format(feature):
            if match := _ELEMENT.match(selector):
                attributes.setdefault(match[0], set()).update(_ATTRIBUTE.findall(selector))
    attributes.pop("embed", None)
    rules = {name: _with_attributes(names) for name, names in attributes.items()}
    image = attribute_rule({"src": check_url, "alt": True, "width": True, "height": True})
    return {**rules, "[document]": allow_without_attributes, "a": _link, "img": image}


def _database_format(feature: str) -> dict:
    return features.get_converter_rule("contentstate", feature).get("from_database_format", {})


def _with_attributes(names: set[str]) -> Callable[[Tag], None]:
    return attribute_rule(dict.fromkeys(names, True)) if names else allow_without_attributes


def _link(element: Tag) -> None:
    attribute_rule({"href": check_url})(element)
    if not element.get("href"):
        element.unwrap()
