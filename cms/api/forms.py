"""The form of an answer: which members are shown, which renditions, and how URLs are written."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cms.api.choosing import Choice
from cms.api.errors import NotAllowed
from cms.api.lists import listed, rendition_names
from cms.publications.rows import Part
from cms.representations import SITE_ORIGIN
from cms.representations.encoding import to_json

#: Values of `urls`.
URLS = ["absolute", "relative"]
#: How `site` names a site: by its host, perhaps with a port.
SITE = "^[^:]*(:[0-9]{1,5})?$"

#: Parameters that any object's answer can be formed with.
PARAMETERS = frozenset({"urls", "renditions"})


@dataclass(frozen=True)
class Form:
    """How stored JSON is answered."""

    #: What stands in place of `SITE_ORIGIN`.
    origin: str
    #: What is chosen of an object of a type, by its label; None: all of it.
    choose: Callable[[str], Choice | None]
    #: The specs of the renditions that are shown; None: all.
    renditions: frozenset[str] | None = None
    part: Part = Part.PAGE

    @property
    def is_whole(self) -> bool:
        """Whether objects of all types are answered as they are stored."""
        return self.renditions is None and self.choose("") is None

    def one(self, text: str) -> bytes:
        """An object, from its stored JSON."""
        return self._written(self._narrowed(text))

    def many(
        self, texts: dict[int, str], total: int, besides: dict[int, dict], facets: dict
    ) -> bytes:
        """A list of objects, as in v2, from their stored JSON by key. `besides` are members that
        tell of the question, and not of the object; `facets` is a member of the list's `meta`, if
        it is asked for.
        """
        if besides:
            found = [
                to_json(self.of(json.loads(text)) | besides[key]).decode()
                for key, text in texts.items()
            ]
        else:
            found = list(map(self._narrowed, texts.values()))
        meta = {"total_count": total} | ({"facets": facets} if facets else {})
        return self._written(f'{{"meta":{to_json(meta).decode()},"items":[{",".join(found)}]}}')

    def of(self, representation: dict) -> dict:
        """The same of an object that isn't stored; its URLs are left as they are."""
        choice = self.choose(representation["meta"]["type"])
        if choice is not None:
            representation = choice.of(representation)
        if self.renditions is not None:
            return _with_renditions(representation, self.renditions)
        return representation

    def _narrowed(self, text: str) -> str:
        if self.renditions is None and self.choose(type_in(text)) is None:
            return text
        return to_json(self.of(json.loads(text))).decode()

    def _written(self, text: str) -> bytes:
        return text.replace(SITE_ORIGIN, self.origin).encode()


def type_in(text: str) -> str:
    """The `meta.type` of a page's stored JSON, before which only its `id` stands."""
    start = text.index('"type":"') + len('"type":"')
    return text[start : text.index('"', start)]


def origin(request: HttpRequest, root_url: str) -> str:
    """What URLs begin with, as `urls` asks: the site's root URL, or nothing."""
    value = request.GET.get("urls", "absolute")
    if value not in URLS:
        raise NotAllowed(f"'{value}' is not a valid value for urls", URLS)
    return root_url if value == "absolute" else ""


def renditions(request: HttpRequest) -> frozenset[str] | None:
    """The specs that `renditions=card,width-640|format-webp` asks for: each by itself, or all
    those of a name in the setting `RENDITION_SPECS`.
    """
    if (value := request.GET.get("renditions")) is None:
        return None
    named, found = rendition_names(), set()
    for name in listed("renditions", value) if value else ():
        if name not in named:
            raise NotAllowed(f"'{name}' is not a valid value for renditions", named)
        found.update(named[name])
    return frozenset(found)


def _with_renditions(value: Any, specs: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_with_renditions(item, specs) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: [each for each in item if each["spec"] in specs]
        if name == "renditions" and _are_renditions(item)
        else _with_renditions(item, specs)
        for name, item in value.items()
    }


def _are_renditions(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and "spec" in each for each in value
    )
