"""What is known of a block, whatever its class, and what becomes of blocks that write or render
themselves.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.kinds.components import ANYTHING, HTML, Schema, Schemas, nullable, record
from cms.kinds.nodes import Guarded, Reference, Rendered, Represented, Whole
from cms.kinds.registry import kind_of, register
from cms.kinds.texts import Reader, is_rendered

Find = Callable[[Reference], Model | None]


@register(blocks.Block)
class BlockKind:
    """What is known of a class of blocks. Each method is given the block that it is asked of, and
    speaks of its structure; the functions of this module also know of blocks that write or render
    themselves.
    """

    def write(self, block: blocks.Block, raw: Any) -> Any:
        """Return the block's JSON, of the value that the database holds, with nodes where other
        objects belong (`cms.kinds.nodes`).
        """
        if not refers(block):
            return jsonable(raw)
        found = block.extract_references(block.to_python(raw))
        return Guarded(jsonable(raw), tuple(Reference.to(model, pk) for model, pk, *_ in found))

    def schema(self, schemas: Schemas, block: blocks.Block, path: str) -> Schema:
        """Return the JSON Schema of what `write` and the rest of the build make. `path` names the
        place where the block stands, for one that has no class of its own.
        """
        return ANYTHING

    def texts(self, block: blocks.Block, value: Any, reader: Reader) -> Iterator[str]:
        """Give the texts of finished JSON that are the page's own words; tell the reader of what
        it shows besides.
        """
        return iter(())

    def python_value(self, block: blocks.Block, raw: Any, find: Find) -> Any:
        """Return the block's value for code that isn't ours. What it refers to is what `find`
        returns, so nothing is loaded for it, and nothing that the public may not see.
        """
        return block.to_python(raw)

    def labels(self, block: blocks.Block) -> dict[Any, str]:
        """Return what the values are called, if they are a choice."""
        return {}

    def strays(self, block: blocks.Block, raw: Any) -> Iterator[str]:
        """Name what the database holds of the block and no code knows: of its own value a phrase,
        of what is inside it the place and the phrase, such as "speaker.role: choice 'guest'".
        """
        return iter(())

    def children(self, block: blocks.Block) -> Iterable[blocks.Block]:
        """Return the blocks that it is made of."""
        return ()

    def may_be_omitted(self, block: blocks.Block) -> bool:
        """Return whether nothing may stand in its place, since something that it needs is
        hidden.
        """
        return refers(block)

    def is_needed(self, block: blocks.Block) -> bool:
        """Return whether what holds the block is left out with what it refers to."""
        return False


def write_block(block: blocks.Block, raw: Any) -> Any:
    """Return the JSON of a block, of the value that the database holds, with nodes."""
    structure = kind_of(block).write(block, raw)
    if represents_itself(block):
        return Represented(block, raw, structure)
    if shows_itself(block):
        html = Rendered(block, raw)
        return Whole({"value": structure, "html": html}, required=frozenset({"value"}))
    return structure


def block_schema(schemas: Schemas, block: blocks.Block, path: str) -> Schema:
    """Return the schema of a block's JSON; see `BlockKind.schema`."""
    if represents_itself(block):
        # The hook for blocks that make their JSON by themselves.
        return block.get_api_schema() if hasattr(block, "get_api_schema") else ANYTHING
    structure = kind_of(block).schema(schemas, block, path)
    if shows_itself(block):
        return record({"value": structure, "html": HTML})
    return structure


def block_texts(block: blocks.Block, value: Any, reader: Reader) -> Iterator[str]:
    """Give the texts of a block's finished JSON; see `BlockKind.texts`."""
    if value is None:
        return
    if represents_itself(block) or is_rendered(value):
        reader.foreign(value)
    else:
        yield from kind_of(block).texts(block, value, reader)


def python_value(block: blocks.Block, raw: Any, find: Find) -> Any:
    """Return a block's value for code that isn't ours; see `BlockKind.python_value`."""
    return kind_of(block).python_value(block, raw, find)


def strays(block: blocks.Block, raw: Any) -> Iterator[str]:
    """Name what the database holds of a block and no code knows; see `BlockKind.strays`."""
    return kind_of(block).strays(block, raw)


def strays_inside(name: str, block: blocks.Block, raw: Any) -> Iterator[str]:
    """Name the same of a block inside another, with the place."""
    for stray in strays(block, raw):
        yield f"{name}.{stray}" if ": " in stray else f"{name}: {stray}"


def stream_blocks(block: blocks.Block) -> Iterator[blocks.Block]:
    """Give every block that stands in a stream, at any depth."""
    for child in kind_of(block).children(block):
        if isinstance(block, blocks.BaseStreamBlock):
            yield child
        yield from stream_blocks(child)


def represents_itself(block: blocks.Block) -> bool:
    """Return whether a block makes its JSON by itself."""
    return _overrides(block, "get_api_representation")


def shows_itself(block: blocks.Block) -> bool:
    """Return whether a block's JSON is `{"value", "html"}`."""
    return renders_itself(block) and not _is_wagtails_image(block)


def renders_itself(block: blocks.Block) -> bool:
    """Return whether a block has a rendering of its own, in Wagtail's way."""
    has_template = getattr(block.meta, "template", None) is not None
    return has_template or _overrides(block, "render", "render_basic", "get_template")


def refers(block: blocks.Block) -> bool:
    """Return whether a block's value names other objects in a way that only the block knows."""
    return type(block).extract_references is not blocks.Block.extract_references


def nullable_member(block: blocks.Block, schema: Schema) -> Schema:
    """Return the schema of what stands in a struct for this block."""
    kind = kind_of(block)
    if kind.may_be_omitted(block) and not kind.is_needed(block):
        return nullable(schema)
    return schema


def jsonable(value: Any) -> Any:
    """Return a value that a block made or stores, as JSON has it."""
    if isinstance(value, dict):
        return {key: jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(item) for item in value]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return DjangoJSONEncoder().default(value)


def _is_wagtails_image(block: blocks.Block) -> bool:
    """Return whether it is Wagtail's ImageBlock, which has a template and is a struct to API v2."""
    return isinstance(block, ImageBlock) and block.meta.template == ImageBlock._meta_class.template


def _overrides(block: blocks.Block, *methods: str) -> bool:
    """Return whether a class outside Wagtail defines one of the methods for this block."""
    owners = [next(cls for cls in type(block).__mro__ if method in vars(cls)) for method in methods]
    return any(not owner.__module__.startswith("wagtail.") for owner in owners)
