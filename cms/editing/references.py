"""What a form may refer to: pages, images and documents that its account may see, and what stood
there before. A chooser offers nothing else, but whoever sends a form may write any number into it.

Forms for models are where it happens, also for one row of several and before a preview: Django's
own class is wrapped, from which all others derive.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import BaseModelForm
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.models import CollectionMember, Page

from cms.editing.around import around
from cms.editing.chosen import account
from cms.editing.seen import seen_files, seen_pages

Reference = tuple[type[Model], int]

#: Digits of numbers that the database can hold.
_MOST_DIGITS = 18


def guard() -> None:
    """Let all forms of this process refer only to what the account may see. May be called again."""

    @around(BaseModelForm, "_post_clean")
    def _post_clean(original: Callable, self: BaseModelForm) -> None:
        _refuse_unseen(self)  # while the instance is still what it was
        original(self)


def _refuse_unseen(form: BaseModelForm) -> None:
    added = _added(form)
    user = (getattr(form, "for_user", None) or account()) if added else None
    if user is None or user.is_superuser:
        return
    unseen = _unseen(set().union(*added.values()), user)
    for name, references in added.items():
        found = sorted((f"{each._meta.verbose_name} {pk}") for each, pk in references & unseen)
        if found:  # one message: a body shows only the first that it is given
            message = _("You may not choose %(what)s. Choose something else.")
            what = get_text_list(found, _("and"))
            form.add_error(name, ValidationError(message, params={"what": what}))


def _added(form: BaseModelForm) -> dict[str, set[Reference]]:
    """Return what each field refers to now and did not before."""
    added = {}
    for name, value in form.cleaned_data.items():
        now = set(_references(form.instance, name, value))
        if new := now - set(_before(form.instance, name)) if now else now:
            added[name] = new
    return added


def _before(instance: Model, name: str) -> Iterator[Reference]:
    field = _field(instance, name)
    if field is not None and (instance.pk is not None or not field.many_to_many):
        value = getattr(instance, field.name if field.many_to_many else field.attname)
        yield from _references(instance, name, value)


def _references(instance: Model, name: str, value: Any) -> Iterator[Reference]:
    """Yield the pages, images and documents that the value of a form's field refers to."""
    field = _field(instance, name)
    found: Iterable[tuple[type[Model], Any]] = []
    if isinstance(value, Model):
        found = [(type(value), value.pk)]
    elif hasattr(field, "extract_references"):
        found = ((model, pk) for model, pk, *_ in field.extract_references(value or ""))
    elif field is not None and field.is_relation and not field.many_to_many:
        found = [(field.related_model, value)]
    elif isinstance(value, list | tuple | QuerySet) or hasattr(value, "all"):
        each = value.all() if hasattr(value, "all") else value
        found = [(type(one), one.pk) for one in each if isinstance(one, Model)]
    for model, pk in found:
        number = str(pk)
        may_be = number.isdecimal() and len(number) <= _MOST_DIGITS
        if may_be and issubclass(model, Page | CollectionMember):
            yield Page if issubclass(model, Page) else model, int(number)


def _field(instance: Model, name: str) -> Any:
    try:
        return instance._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _unseen(references: set[Reference], user: Any) -> set[Reference]:
    """Return those of the references to something that is there and that the account may not
    see.
    """
    unseen = set()
    for model in {each for each, _pk in references}:
        seen = seen_pages(user) if model is Page else seen_files(model, user)
        numbers = [pk for each, pk in references if each is model]
        others = model._default_manager.filter(pk__in=numbers)
        hidden = others.exclude(pk__in=seen.order_by().values("pk"))
        unseen |= {(model, pk) for pk in hidden.values_list("pk", flat=True)}
    return unseen
