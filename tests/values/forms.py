"""What a browser sends when it submits a form of the admin, made from the form itself: the fields
and blocks of any type, with their names and kinds, so that a test can put other values in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from wagtail import blocks
from wagtail.admin.panels import get_edit_handler
from wagtail.blocks.base import BlockField
from wagtail.models import Page


@dataclass(frozen=True)
class Input:
    """A control of a form; what isn't a field is a count or the like, and stays as it is."""

    name: str
    value: Any
    field: forms.Field | None = None


def inputs_of(instance: Model, user: Any) -> list[Input]:
    """Everything in the form with which the admin edits an object."""
    handler = instance.get_edit_handler() if isinstance(instance, Page) else None
    handler = handler or get_edit_handler(type(instance))
    form = handler.get_form_class()(instance=instance, for_user=user)
    return list(_of_form(form))


def data_of(inputs: list[Input]) -> dict[str, Any]:
    """The body of the request."""
    return {each.name: each.value for each in inputs if each.value is not None}


def _of_form(form: forms.BaseForm) -> Iterator[Input]:
    for bound in form:
        if isinstance(bound.field, BlockField):
            yield from _of_block(bound.html_name, bound.field.block, bound.value())
        else:
            yield _of_field(bound.html_name, bound.field, bound.value())
    for formset in getattr(form, "formsets", {}).values():
        yield from _of_form(formset.management_form)
        for child in formset.forms:
            yield from _of_form(child)


def _of_block(name: str, block: blocks.Block, value: Any) -> Iterator[Input]:
    if isinstance(block, blocks.BaseStreamBlock):
        children = [(child.block_type, child.block, child.value, child.id) for child in value]
        yield Input(f"{name}-count", str(len(children)))
        for number, (kind, child, child_value, key) in enumerate(children):
            yield from _place(f"{name}-{number}", number, key)
            yield Input(f"{name}-{number}-type", kind)
            yield from _of_block(f"{name}-{number}-value", child, child_value)
    elif isinstance(block, blocks.ListBlock):
        yield Input(f"{name}-count", str(len(value)))
        for number, child in enumerate(value.bound_blocks):
            yield from _place(f"{name}-{number}", number, child.id)
            yield from _of_block(f"{name}-{number}-value", child.block, child.value)
    elif isinstance(block, blocks.BaseStructBlock):
        for child_name, child in block.child_blocks.items():
            yield from _of_block(f"{name}-{child_name}", child, value.get(child_name))
    else:
        yield _of_field(name, block.field, block.value_for_form(value))


def _place(name: str, number: int, key: str | None) -> Iterator[Input]:
    yield Input(f"{name}-deleted", "")
    yield Input(f"{name}-order", str(number))
    yield Input(f"{name}-id", key or "")


def _of_field(name: str, field: forms.Field, value: Any) -> Input:
    value = field.prepare_value(value)
    if isinstance(field, forms.FileField):
        return Input(name, None, field)
    if isinstance(field, forms.BooleanField):
        return Input(name, "on" if value else None, field)
    if isinstance(value, list | tuple):
        return Input(name, [str(item) for item in value], field)
    value = field.widget.format_value(value)
    if isinstance(value, list | tuple):  # a choice's
        value = value[0] if value else ""
    return Input(name, "" if value is None else str(value), field)
