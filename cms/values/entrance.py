"""The way in: every text and date that any form, block or model takes is made fit or refused here,
so that nobody who writes a form, block or model has to think of it.

Forms are where it happens before a value is validated: a title that two pages must not share, or
that must not be empty, is compared and measured as it will be kept. Wagtail's blocks validate by
fields of forms as well. Django has no hook there, so the three classes of form fields from which
all others derive are wrapped. What code saves comes by no form: models are cleaned when they are
saved. `cms.checks.values` names what comes around all this.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.db import models
from django.db.models.signals import pre_save
from wagtail import blocks
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.fields import RichTextField, StreamField

from cms.values.dates import refuse_unfit
from cms.values.fields import PagedTextField
from cms.values.streams import fit_stream
from cms.values.texts import fit, line, lines, paged, rich_text


def guard() -> None:
    """Let all forms and models of this process take in only what is fit. May be called again."""
    _wrap(forms.CharField, _fit_text)
    _wrap(forms.DateField, _fit_date)
    _wrap(forms.DateTimeField, _fit_date)
    # A date-time field of a model is a date field.
    if refuse_unfit not in models.DateField.default_validators:
        models.DateField.default_validators = [
            *models.DateField.default_validators,
            refuse_unfit,
        ]
    pre_save.connect(fit_instance, dispatch_uid="cms.values")


def fit_instance(instance: models.Model, **kwargs: Any) -> None:
    """Make the texts of an instance fit: what is given to any model's `save()`."""
    for field in instance._meta.concrete_fields:
        # What was not loaded is not saved either.
        value = instance.__dict__.get(field.attname)
        fitted: Any = value
        if isinstance(value, str):
            fitted = _by_field(field)(value)
        elif isinstance(value, dict | list):
            fitted = fit(value)
        elif isinstance(field, StreamField) and isinstance(value, blocks.StreamValue):
            fitted = fit_stream(value)
        if fitted is not value:
            setattr(instance, field.attname, fitted)


def _by_field(field: models.Field) -> Callable[[str], str]:
    if isinstance(field, RichTextField):
        return rich_text
    if isinstance(field, PagedTextField):
        return paged
    # Of other kinds of fields, nobody knows whether their text has lines.
    return line if isinstance(field, models.CharField) else lines


def _fit_text(field: forms.CharField, value: Any) -> Any:
    # A null character is refused by Django's own validator: nobody has typed or pasted it.
    if not isinstance(value, str) or "\0" in value:
        return value
    widget = field.widget
    if isinstance(widget, forms.PasswordInput):
        return value  # another password
    if isinstance(widget, DraftailRichTextArea):
        return rich_text(value)
    return lines(value) if isinstance(widget, forms.Textarea | forms.HiddenInput) else line(value)


def _fit_date(field: forms.Field, value: Any) -> Any:
    refuse_unfit(value)
    return value


def _wrap(field_class: type[forms.Field], fitted: Callable[[Any, Any], Any]) -> None:
    """Let what `to_python` of a class of form fields returns pass `fitted`."""
    original = field_class.to_python
    if hasattr(original, "is_guarded"):
        return

    @wraps(original)
    def to_python(self: forms.Field, value: Any) -> Any:
        return fitted(self, original(self, value))

    to_python.is_guarded = True  # type: ignore[attr-defined]
    field_class.to_python = to_python  # type: ignore[method-assign]
