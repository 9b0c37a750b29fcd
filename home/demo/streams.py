"""From the demo's blocks to the values of StreamFields."""

from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from home.demo.body import Block, Prose, Ref
from home.demo.prose import to_html

#: Of the ids of blocks, so that every loading gives the same ones.
NAMESPACE = UUID("20220407-1700-5000-8000-000000000017")


class Catalogue(dict[tuple[str, str], Model]):
    """What has been made so far, by kind and key; pages by their slug."""

    def rich_text(self, text: str) -> str:
        """Return prose as the HTML that Wagtail stores."""
        return to_html(text, lambda kind, key: self[kind, key].pk)

    def look_up(self, value: Any) -> Any:
        """Replace references by objects and prose by HTML, however deep."""
        match value:
            case Ref():
                return self[value.kind, value.key]
            case Prose():
                return self.rich_text(value.text)
            case dict():
                return {name: self.look_up(part) for name, part in value.items()}
            case list():
                return [self.look_up(part) for part in value]
        return value


def stream(model: type[Model], name: str, blocks: list[Block], catalogue: Catalogue, key: str):
    """Return a cleaned value for the StreamField `name` of the model.

    `key` says whose it is: the ids of the blocks are made from it. Raises `ValidationError` for
    what an editor could not save either.
    """
    field: StreamField = model._meta.get_field(name)
    block = field.stream_block
    value = block.normalize([(type_, catalogue.look_up(part)) for type_, part in blocks])
    raw = _with_ids(block.get_prep_value(value), f"{key}/{name}")
    cleaned: StreamValue = block.clean(block.to_python(raw))
    return cleaned


def _with_ids(raw: Any, path: str) -> Any:
    """Give every block of a stream or list an id that depends on nothing but its place."""
    match raw:
        case list():
            return [_with_ids(part, f"{path}/{number}") for number, part in enumerate(raw)]
        case {"type": _, "value": value, "id": _}:
            return raw | {"value": _with_ids(value, path), "id": str(uuid5(NAMESPACE, path))}
        case dict():
            return {name: _with_ids(part, f"{path}/{name}") for name, part in raw.items()}
    return raw
