"""What something live shows can't be deleted: Wagtail asks its reference index, which says so."""

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.views.generic.multiple_upload import DeleteView
from wagtail.models import Page
from wagtail.models.reference_index import ReferenceGroups

from cms.editing.around import around
from cms.usage.places import is_kept


def guard() -> None:
    """Let Wagtail refuse to delete images, documents and the like that something live shows. May be
    called again.
    """

    @around(ReferenceGroups, "is_protected")
    def is_protected(original: Callable, self: ReferenceGroups) -> bool:
        return original(self) or are_live_files(self.qs)

    # Who has just laid up several files deletes one without being asked, used by now or not.
    @around(DeleteView, "post")
    def post(original: Callable, self: DeleteView, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_kept(get_object_or_404(self.get_model(), pk=kwargs[self.pk_url_kwarg])):
            raise PermissionDenied
        return original(self, *args, **kwargs)


def are_live_files(references: Any) -> bool:
    """Return whether visitors meet what the references lead to, or a page in the trash needs it,
    unless these are pages: a page is taken down by whoever may, and what refers to it is told
    before.
    """
    targets = {(each.to_content_type_id, each.to_object_id) for each in references}
    for kind, key in targets:
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None and is_protected_model(model):
            found = model._default_manager.filter(pk=key).first()
            if found is not None and is_kept(found):
                return True
    return False


def is_protected_model(model: type[Model]) -> bool:
    """Return whether a live place keeps objects of the model from being deleted: all but pages that
    representations show.
    """
    return hasattr(model, "api_fields") and not issubclass(model, Page)
