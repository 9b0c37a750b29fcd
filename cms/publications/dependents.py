"""Which pages an object matters to and which objects pages show, as the log knows it of pages that
were built.
"""

from typing import Any

from django.db.models import BigIntegerField, Model, QuerySet
from django.db.models.functions import Cast

from cms.publications.models import Dependency
from cms.publications.watching import kind


def naming(model: type[Model], pk: Any) -> QuerySet:
    """Return the dependencies of all pages on the object of a model that has this key."""
    return Dependency.objects.filter(kind=kind(model), object=str(pk))


def showing(model: type[Model], pk: Any) -> QuerySet:
    """Return those of the pages whose representation contains the object."""
    return naming(model, pk).filter(shown=True)


def shown_by(model: type[Model], pages: QuerySet) -> QuerySet:
    """Return the keys of the objects of a model that the representations of these pages contain."""
    shown = Dependency.objects.filter(kind=kind(model), shown=True)
    shown = shown.filter(page_id__in=pages.order_by().values("pk"))
    return shown.values(key=Cast("object", BigIntegerField()))
