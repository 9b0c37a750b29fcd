"""The page tree by id. The tree's own methods want a page instance, which costs a query to load."""

from django.db.models import F, QuerySet
from wagtail.models import Page


def descendants_of(model: type[Page], page_id: int) -> QuerySet:
    """The pages of `model` below the page with this id, in one query."""
    ancestor = Page.objects.filter(pk=page_id)
    return model.objects.filter(path__startswith=ancestor.values("path")[:1]).exclude(pk=page_id)


def children_of(model: type[Page], page_id: int) -> QuerySet:
    """The pages of `model` directly below the page with this id, in one query."""
    parent = Page.objects.filter(pk=page_id)
    return descendants_of(model, page_id).filter(depth=parent.values(level=F("depth") + 1)[:1])
