"""Which members of a variable a template looks up, without rendering it."""

from typing import Any

from django.template import Context, Engine, Node, Template, Variable
from django.template.base import FilterExpression
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.smartif import TokenBase

_CONTAINERS = (Node, TokenBase)  # tags, and the operators and operands of an `{% if %}`


def members_looked_up(template: Template, variable: str) -> set[str]:
    """Return the names after `variable.` in a template, in those that it extends and that it
    includes.

    Of a block that a template overrides, what stands in the one extended doesn't count.
    """
    seeker = _Seeker(variable)
    seeker.look_in(template, frozenset())
    return seeker.found


class _Seeker:
    """What finds the members of a variable, and looks once into what is included in many places."""

    def __init__(self, variable: str) -> None:
        self.variable = variable
        self.found: set[str] = set()
        self.seen: set[tuple[str | None, frozenset[str]]] = set()

    def look_in(self, template: Template, overridden: frozenset[str]) -> None:
        if template.name and (template.name, overridden) in self.seen:
            return
        self.seen.add((template.name, overridden))
        for node in template.nodelist:
            self._walk(node, template.engine, overridden)

    def _walk(self, value: Any, engine: Engine, overridden: frozenset[str]) -> None:
        if isinstance(value, Variable):
            if value.lookups and value.lookups[0] == self.variable:
                self.found.update(value.lookups[1:2])
        elif isinstance(value, BlockNode) and value.name in overridden:
            return
        elif isinstance(value, FilterExpression):
            self._walk([value.var, value.filters], engine, overridden)
        elif isinstance(value, _CONTAINERS):
            self._walk(vars(value), engine, overridden)
            self._follow(value, engine, overridden)
        elif isinstance(value, dict):
            for item in value.values():
                self._walk(item, engine, overridden)
        elif isinstance(value, list | tuple):
            for item in value:
                self._walk(item, engine, overridden)

    def _follow(self, node: Any, engine: Engine, overridden: frozenset[str]) -> None:
        if isinstance(node, ExtendsNode):
            replaced = {name for name, block in node.blocks.items() if not _keeps_parent(block)}
            if parent := _named(node.parent_name, engine):
                self.look_in(parent, overridden | replaced)
        elif isinstance(node, IncludeNode):
            is_passed_on = not node.isolated_context and self.variable not in node.extra_context
            if is_passed_on and (included := _named(node.template, engine)):
                self.look_in(included, frozenset())


def _keeps_parent(block: BlockNode) -> bool:
    """Return whether a block shows what it overrides, by `{{ block.super }}`."""
    nodes = block.get_nodes_by_type(Node)
    return any("block.super" in str(getattr(node, "filter_expression", "")) for node in nodes)


def _named(name: FilterExpression, engine: Engine) -> Template | None:
    """Return the template that a tag names in quotation marks; None if only the context tells."""
    if isinstance(name.var, Variable) or name.filters:
        return None
    return engine.get_template(name.resolve(Context()))
