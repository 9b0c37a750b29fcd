"""Whether relations to images and documents lead to this site's own."""

from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from wagtail.documents import get_document_model
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.images.models import Image

from cms.plugins import plugin_apps


@register("cms")
def check_uploads(app_configs: Any, **kwargs: Any) -> list:
    """Warn of a relation to Wagtail's own model, of which there are none: its chooser offers
    nothing, and what it would show has neither renditions nor a place in the log.
    """
    ours = {Image: get_image_model(), Document: get_document_model()}
    plugins = set(plugin_apps())
    return [
        Error(
            f"{field} refers to {field.related_model._meta.label}, which this site does not use.",
            hint=f'Name "{ours[field.related_model]._meta.label}" in its place.',
            obj=field,
            id="cms.E010",
        )
        for model in apps.get_models()
        if model._meta.app_config.name in plugins or model.__module__.startswith("cms.")
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation
        and ours.get(field.related_model, field.related_model) is not field.related_model
    ]
