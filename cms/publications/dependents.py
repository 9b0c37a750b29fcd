"""Which pages an object matters to, as the log knows it of pages that were built."""

from typing import Any

from django.db.models import Model, QuerySet

from cms.publications.models import Dependency
from cms.publications.watching import kind


def naming(model: type[Model], pk: Any) -> QuerySet:
    """The dependencies of all pages on the object of a model that has this key."""
    return Dependency.objects.filter(kind=kind(model), object=str(pk))


def showing(model: type[Model], pk: Any) -> QuerySet:
    """Those of the pages whose representation contains the object."""
    return naming(model, pk).filter(shown=True)
