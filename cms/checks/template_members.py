"""Which members of a variable a template looks up, without rendering it."""

from collections.abc import Iterator
from typing import Any

from django.template import Context, Engine, Node, Template, Variable
from django.template.base import FilterExpression
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.smartif import TokenBase

_CONTAINERS = (Node, TokenBase)  # tags, and the operators and operands of an `{% if %}`


def members_looked_up(template: Template, variable: str) -> set[str]:
    """The names after `variable.` in a template, in those that it extends and that it includes.

    Of a block that a template overrides, what stands in the one extended doesn't count.
    """
    return {
        lookups[1]
        for lookups in _lookups(template, variable, frozenset())
        if lookups[:1] == (variable,) and len(lookups) > 1
    }


def _lookups(template: Template, variable: str, overridden: frozenset[str]) -> Iterator[tuple]:
    for node in template.nodelist:
        yield from _walk(node, template.engine, variable, overridden)


def _walk(value: Any, engine: Engine, variable: str, overridden: frozenset[str]) -> Iterator[tuple]:
    if isinstance(value, Variable):
        yield tuple(value.lookups or ())
    elif isinstance(value, BlockNode) and value.name in overridden:
        return
    elif isinstance(value, FilterExpression):
        yield from _walk([value.var, value.filters], engine, variable, overridden)
    elif isinstance(value, _CONTAINERS):
        for attribute in vars(value).values():
            yield from _walk(attribute, engine, variable, overridden)
        if isinstance(value, ExtendsNode):
            replaced = {name for name, block in value.blocks.items() if not _keeps_parent(block)}
            if parent := _named(value.parent_name, engine):
                yield from _lookups(parent, variable, overridden | replaced)
        elif isinstance(value, IncludeNode):
            is_passed_on = not value.isolated_context and variable not in value.extra_context
            if is_passed_on and (included := _named(value.template, engine)):
                yield from _lookups(included, variable, frozenset())
    elif isinstance(value, dict):
        for item in value.values():
            yield from _walk(item, engine, variable, overridden)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _walk(item, engine, variable, overridden)


def _keeps_parent(block: BlockNode) -> bool:
    """Whether a block shows what it overrides, by `{{ block.super }}`."""
    nodes = block.get_nodes_by_type(Node)
    return any("block.super" in str(getattr(node, "filter_expression", "")) for node in nodes)


def _named(name: FilterExpression, engine: Engine) -> Template | None:
    """The template that a tag names in quotation marks; None if only the context tells."""
    if isinstance(name.var, Variable) or name.filters:
        return None
    return engine.get_template(name.resolve(Context()))
