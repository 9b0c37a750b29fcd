"""Which objects a build loads, and in which order."""

from collections.abc import Iterable

from django.db.models import Model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.visibility import visible


def outward(model: type[Model]) -> int:
    """How far a model's references reach: pages first, then what points to images, then images."""
    if issubclass(model, Page):
        return 2
    if issubclass(model, AbstractImage | AbstractDocument):
        return 0
    return 1


def visible_instances(model: type[Model], keys: set) -> Iterable[Model]:
    queryset = visible(model._default_manager.filter(pk__in=keys))
    if issubclass(model, Page):
        return queryset.defer_streamfields().specific()
    if issubclass(model, AbstractImage):
        return queryset.prefetch_related("renditions")
    return queryset
