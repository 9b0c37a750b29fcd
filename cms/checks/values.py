"""Whether all that editors can write passes the way in, where `cms.values` makes it fit."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.apps import apps
from django.core.checks import Error, register
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import make_aware
from wagtail import blocks
from wagtail.fields import StreamField

from cms.kinds import kind_of

_UNFIT_TEXT = "a\x0bb"
_UNFIT_DAY = date(1, 1, 2)


@register("cms")
def check_values(app_configs: Any, **kwargs: Any) -> list:
    """Check every date field of a model, and every text and date block of a StreamField. Models'
    texts are made fit by their values when they are saved, so that no kind of field escapes.
    """
    escaping = []
    for model in apps.get_models():
        for field in model._meta.local_fields:
            where = f"{model._meta.label}.{field.name}"
            if isinstance(field, models.DateField) and _takes_unfit_date(field):
                escaping.append((where, field))
            elif isinstance(field, StreamField):
                escaping += [
                    (f"{where}, block {name}", block)
                    for name, block in _blocks(field.stream_block, "")
                    if _takes_unfit(block)
                ]
    return [
        Error(
            f"{where} takes dates or texts that can't be written.",
            hint=f"Let {type(what).__name__} validate by the classes that it derives from: call "
            "super() in to_python, and add to default_validators instead of replacing them.",
            obj=where,
            id="cms.E007",
        )
        for where, what in escaping
    ]


def _blocks(block: blocks.Block, name: str) -> Iterator[tuple[str, blocks.Block]]:
    """Yield all blocks of fields within a block, by their names from its own on."""
    for child in kind_of(block).children(block):
        yield from _blocks(child, ".".join(filter(None, [name, child.name])))
    if isinstance(block, blocks.FieldBlock):
        yield name, block


def _takes_unfit(block: blocks.Block) -> bool:
    field = block.field
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return _takes_unfit_date(field)
    return isinstance(field, forms.CharField) and field.to_python(_UNFIT_TEXT) == _UNFIT_TEXT


def _takes_unfit_date(field: models.Field | forms.Field) -> bool:
    is_instant = isinstance(field, models.DateTimeField | forms.DateTimeField)
    day = make_aware(datetime(1, 1, 2)) if is_instant else _UNFIT_DAY
    try:
        if isinstance(field, forms.Field):
            field.to_python(day)
        field.run_validators(day)
    except ValidationError:
        return False
    return True
