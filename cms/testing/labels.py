"""Which labels of a content type an editor would not read in Danish."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import camel_case_to_spaces, capfirst
from django.utils.translation.trans_real import translation as catalog_of
from modelcluster.models import get_all_child_relations
from wagtail.admin.panels import Panel
from wagtail.blocks import Block

from cms.kinds import kind_of
from cms.testing.samples import own_fields


def labels_without_danish(model: type[models.Model]) -> list[str]:
    """Return `where: label` for every label that is English or that Django made of a Python name.

    A label may be a translatable one with a Danish translation, which may be the same word, or
    be written in Danish outright.
    """
    return [
        f"{where}: {str(label)!r}"
        for where, label, made_of_name in _labels(model)
        if not _is_danish(label, made_of_name)
    ]


def _is_danish(label: Any, made_of_name: str | None) -> bool:
    if not isinstance(label, Promise):
        return made_of_name is None or str(label) != made_of_name
    with translation.override("da"):
        danish = str(label)
    with translation.override(None):
        msgid = str(label)
    return danish != msgid or _has_entry(msgid)


def _has_entry(msgid: str) -> bool:
    # Keys of a message with a context are "context\x04msgid" (gettext's MO format).
    keys = catalog_of("da")._catalog.keys()
    return any(str(key).rpartition("\x04")[2] == msgid for key in keys)


def _labels(model: type[models.Model]) -> Iterator[tuple[str, Any, str | None]]:
    """Yield where a label stands, the label, and what Django would make of the name without one."""
    meta = model._meta
    default = camel_case_to_spaces(meta.object_name)
    yield f"{meta.object_name}.Meta.verbose_name", meta.verbose_name, default
    yield f"{meta.object_name}.Meta.verbose_name_plural", meta.verbose_name_plural, f"{default}s"
    config = apps.get_app_config(meta.app_label)
    yield f"{type(config).__name__}.verbose_name", config.verbose_name, config.label.title()
    for field in [*own_fields(model), *meta.many_to_many]:
        yield from _field_labels(f"{meta.object_name}.{field.name}", field)
    for name in ("content_panels", "promote_panels", "settings_panels"):
        for panel in getattr(model, name, []):
            yield from _panel_labels(f"{meta.object_name}.{name}", panel)
    if handler := getattr(model, "edit_handler", None):
        yield from _panel_labels(f"{meta.object_name}.edit_handler", handler)
    for relation in get_all_child_relations(model):
        is_own = relation.related_model._meta.app_label == meta.app_label
        if is_own and hasattr(relation.related_model, "panels"):
            for field in own_fields(relation.related_model):
                if field != relation.field:
                    where = f"{relation.related_model.__name__}.{field.name}"
                    yield from _field_labels(where, field)


def _field_labels(where: str, field: models.Field) -> Iterator[tuple[str, Any, str | None]]:
    yield where, field.verbose_name, field.name.replace("_", " ")
    if field.help_text:
        yield f"{where}.help_text", field.help_text, None
    for value, label in field.flatchoices or ():
        yield f"{where}.choices[{value!r}]", label, None
    if stream := getattr(field, "stream_block", None):
        yield from _child_labels(where, stream)


def _panel_labels(where: str, panel: Panel | str) -> Iterator[tuple[str, Any, str | None]]:
    if isinstance(panel, str):
        return
    for name in ("heading", "help_text"):
        if label := getattr(panel, name, ""):
            yield f"{where}.{name}", label, None
    for child in getattr(panel, "children", []):
        yield from _panel_labels(where, child)


def _child_labels(where: str, block: Block) -> Iterator[tuple[str, Any, str | None]]:
    for child in kind_of(block).children(block):
        place = f"{where}.{child.name}" if child.name else f"{where}[]"
        yield from _block_labels(place, child, has_label=bool(child.name))


def _block_labels(
    where: str, block: Block, has_label=True
) -> Iterator[tuple[str, Any, str | None]]:
    if has_label:
        made_of_name = capfirst(block.name.replace("_", " "))
        yield where, block.meta.label or made_of_name, made_of_name
    for name in ("group", "description", "help_text"):
        if label := getattr(block.meta, name, ""):
            yield f"{where}.{name}", label, None
    field = getattr(block, "field", None)
    if help_text := getattr(field, "help_text", ""):
        yield f"{where}.help_text", help_text, None
    for value, label in getattr(field, "choices", None) or ():
        if value:
            yield f"{where}.choices[{value!r}]", label, None
    yield from _child_labels(where, block)
