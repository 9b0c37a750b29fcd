"""Types of pages whose app is not installed."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page, Revision, get_page_models

from cms.editing.around import around

#: Keys of content types that pages have and no class; new ones can't arise while a process runs.
_of_pages: set[int] = set()


def is_absent(content_type: ContentType) -> bool:
    """Return whether no installed app has the model."""
    try:
        apps.get_model(content_type.app_label, content_type.model)
    except LookupError:
        return True
    return False


def is_orphan(page: Page) -> bool:
    """Return whether no installed app has the page's type."""
    return is_absent(page.cached_content_type)


def orphans() -> models.QuerySet:
    """Return the pages whose type no installed app has."""
    installed = ContentType.objects.get_for_models(*get_page_models()).values()
    return Page.objects.exclude(content_type__in=[each.pk for each in installed])


def publishable(revisions: models.QuerySet) -> models.QuerySet:
    """Narrow revisions to those of models that installed apps have."""
    kept = revisions.order_by().values_list("content_type", flat=True).distinct()
    absent = [pk for pk in kept if is_absent(ContentType.objects.get_for_id(pk))]
    return revisions.exclude(content_type__in=absent) if absent else revisions


def guard() -> None:
    """Let Wagtail take pages of absent types for plain pages, as it does itself in some places and
    breaks in others, and publish nothing of what it can't read. May be called again.
    """

    @around(ContentType, "model_class")
    def model_class(original: Callable, self: ContentType) -> type[models.Model] | None:
        found = original(self)
        return Page if found is None and _is_of_pages(self) else found

    @around(Revision, "publish")
    def publish(original: Callable, self: Revision, *args: Any, **kwargs: Any) -> None:
        # Its content would be lost: only the columns that all pages have would be written.
        if not is_absent(self.content_type):
            original(self, *args, **kwargs)


def _is_of_pages(content_type: ContentType) -> bool:
    if content_type.pk not in _of_pages:
        if not Page.objects.filter(content_type=content_type).exists():
            return False
        _of_pages.add(content_type.pk)
    return True
