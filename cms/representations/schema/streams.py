"""JSON Schema of StreamFields: what `cms.representations.streams` writes, by Wagtail's block
classes, and no block by its name.
"""

from collections.abc import Iterator

from django import forms
from django.apps import apps
from wagtail import blocks
from wagtail.models import Page

from cms.representations.schema import references
from cms.representations.schema.components import (
    ANYTHING,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DECIMAL,
    HTML,
    INTEGER,
    IRI,
    MAIL,
    NULL,
    NUMBER,
    ROOT,
    STRING,
    TIME,
    Schema,
    Schemas,
    array,
    choice,
    constant,
    nullable,
    record,
    reference,
)
from cms.representations.schema.texts import described, english
from cms.representations.streams import represents_itself, shows_itself

_KINDS: list[tuple[type[blocks.Block], Schema]] = [
    (blocks.RichTextBlock, HTML),
    (blocks.RawHTMLBlock, HTML),
    (blocks.EmailBlock, MAIL),
    (blocks.URLBlock, IRI),
    (blocks.BooleanBlock, BOOLEAN),
    (blocks.IntegerBlock, INTEGER),
    (blocks.FloatBlock, NUMBER),
    (blocks.DecimalBlock, DECIMAL),
    (blocks.DateTimeBlock, DATE_TIME),
    (blocks.DateBlock, DATE),
    (blocks.TimeBlock, TIME),
    (blocks.StaticBlock, NULL),
]


def block_schema(schemas: Schemas, block: blocks.Block, path: str) -> Schema:
    """The schema of a block's JSON. `path` names the place where it stands, for a block that has
    no class of its own.
    """
    if represents_itself(block):
        # The hook for blocks that make their JSON by themselves.
        return block.get_api_schema() if hasattr(block, "get_api_schema") else ANYTHING
    structure = _structure(schemas, block, path)
    if shows_itself(block):
        return record({"value": structure, "html": HTML})
    return structure


def stream_blocks(block: blocks.Block) -> Iterator[blocks.Block]:
    """Every block that stands in a stream, at any depth."""
    if isinstance(block, blocks.BaseStreamBlock):
        for child in block.child_blocks.values():
            yield child
            yield from stream_blocks(child)
    elif isinstance(block, blocks.BaseStructBlock):
        for child in block.child_blocks.values():
            yield from stream_blocks(child)
    elif isinstance(block, blocks.ListBlock):
        yield from stream_blocks(block.child_block)


def _structure(schemas: Schemas, block: blocks.Block, path: str) -> Schema:
    if isinstance(block, blocks.BaseStreamBlock):
        return _stream(schemas, block, path)
    if isinstance(block, blocks.ListBlock):
        return array(block_schema(schemas, block.child_block, path))
    if isinstance(block, blocks.BaseStructBlock):
        return _struct(schemas, block, path)
    if isinstance(block, blocks.ChooserBlock):
        return _chosen(schemas, block)
    return _plain(block)


def _stream(schemas: Schemas, block: blocks.BaseStreamBlock, path: str) -> Schema:
    for name in _names(block, path):
        children = {
            f"{name}.{kind}": _stream_child(schemas, kind, child, f"{name}.{kind}.value")
            for kind, child in block.child_blocks.items()
        }
        mapping = {kind: f"{ROOT}{name}.{kind}" for kind in block.child_blocks}
        items = {
            "oneOf": [reference(each) for each in children],
            "discriminator": {"propertyName": "type", "mapping": mapping},
        }
        wanted = {name: array(items), **children}
        if all(schemas.components.get(key, schema) == schema for key, schema in wanted.items()):
            break
    schemas.components |= wanted
    return reference(name)


def _stream_child(schemas: Schemas, kind: str, child: blocks.Block, path: str) -> Schema:
    value = block_schema(schemas, child, path)
    schema = record({"type": constant(kind), "value": value, "id": STRING})
    if text := english(getattr(child.meta, "description", "")):
        schema["description"] = text
    return schema


def _struct(schemas: Schemas, block: blocks.BaseStructBlock, path: str) -> Schema:
    names = _names(block, path)
    properties = {
        name: _struct_member(schemas, child, f"{names[0]}.{name}")
        for name, child in block.child_blocks.items()
    }
    return schemas.define(names, record(properties))


def _struct_member(schemas: Schemas, child: blocks.Block, path: str) -> Schema:
    schema = block_schema(schemas, child, path)
    is_required_choice = isinstance(child, blocks.ChooserBlock) and child.required
    if _may_be_omitted(child) and not is_required_choice:
        schema = nullable(schema)
    field = getattr(child, "field", None)
    return described(schema, getattr(field, "help_text", ""), child.label, child.name)


def _may_be_omitted(block: blocks.Block) -> bool:
    """Whether nothing may stand in its place, since something that it needs is hidden."""
    if isinstance(block, blocks.BaseStructBlock):
        children = block.child_blocks.values()
        return any(isinstance(each, blocks.ChooserBlock) and each.required for each in children)
    if isinstance(block, blocks.ListBlock | blocks.BaseStreamBlock):
        return False
    return type(block).extract_references is not blocks.Block.extract_references


def _chosen(schemas: Schemas, block: blocks.ChooserBlock) -> Schema:
    if isinstance(block, blocks.PageChooserBlock):
        schema = references.pages_schema(schemas, block.target_models or [Page])
    else:
        extra_fields = tuple(getattr(block, "extra_fields", ()))
        schema = references.object_schema(schemas, block.model_class, extra_fields)
    return schema if block.required else nullable(schema)


def _plain(block: blocks.Block) -> Schema:
    if isinstance(block, blocks.MultipleChoiceBlock):
        return array(choice(_choices(block)))
    if isinstance(block, blocks.ChoiceBlock):
        values = choice(_choices(block))
        return values if block.required else nullable(values)
    schema = next((schema for kind, schema in _KINDS if isinstance(block, kind)), None)
    if isinstance(getattr(block, "field", None), forms.CharField):
        is_special = schema in (IRI, MAIL) and not block.required
        return STRING if schema is None or is_special else schema
    if schema is None:
        return ANYTHING
    # Left alone, a text is empty and a box not ticked; everything else is null.
    is_filled = getattr(block, "required", True) or schema in (HTML, BOOLEAN)
    return schema if is_filled else nullable(schema)


def _choices(block: blocks.ChoiceBlock | blocks.MultipleChoiceBlock) -> list[str]:
    values = []
    for value, label in block.field.choices:
        grouped = isinstance(label, list | tuple)
        values += [each for each, _label in label] if grouped else [value]
    if isinstance(block, blocks.MultipleChoiceBlock) or block.required:
        values = [value for value in values if value not in ("", None)]
    return values


def _names(block: blocks.Block, path: str) -> list[str]:
    """Under which names the schema may stand: that of the block's class, and of its place."""
    own, places = type(block), [path, f"{path}.2", f"{path}.3"]
    if own in (blocks.StreamBlock, blocks.StructBlock):
        return places
    config = apps.get_containing_app_config(f"{own.__module__}.{own.__name__}")
    app = config.label if config else own.__module__.split(".")[0]
    return [f"{app}.{own.__name__}", *places]
