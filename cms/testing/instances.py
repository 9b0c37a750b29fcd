"""The objects that sample values refer to, which `samples` and `factories` make."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

Make = Callable[[type[models.Model]], models.Model]

_makers: dict[type[models.Model], Make] = {}
_shared: ContextVar[dict | None] = ContextVar("shared", default=None)
_item: ContextVar[int] = ContextVar("item", default=0)


@contextmanager
def shared() -> Iterator[None]:
    """Within it, samples that refer to the same model refer to the same object, and the second and
    third items of each kind to a second and third: making a page with all values takes tenths of
    seconds then, instead of seconds.
    """
    token = _shared.set({})
    try:
        yield
    finally:
        _shared.reset(token)


def count_to(items: int) -> Iterator[int]:
    """Yield the numbers of items of one kind, none of which shares an object with another of
    them.
    """
    for number in range(items):
        token = _item.set(number)
        try:
            yield number
        finally:
            _item.reset(token)


def instance(model: type[models.Model]) -> models.Model:
    """Return a new object that the public may see, of any model; when `shared`, the one that an
    item of the same number got.
    """
    made = _shared.get()
    if made is None:
        return _new(model)
    key = model, _item.get()
    if key not in made:
        made[key] = _new(model)
    return made[key]


def made_by(*classes: type[models.Model]) -> Callable[[Make], Make]:
    """Decorate what makes an object of these models, and of those that derive from them: it is
    given the model.
    """

    def decorate(make: Make) -> Make:
        _makers.update(dict.fromkeys(classes, make))
        return make

    return decorate


def _new(model: type[models.Model]) -> models.Model:
    return next(_makers[each] for each in model.__mro__ if each in _makers)(model)
