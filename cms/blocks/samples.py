"""Objects of the site's own that stand in for an editor's choice when a block is previewed."""

from django.db.models import Model
from wagtail.coreutils import resolve_model_string
from wagtail.models import CollectionMember

from cms.publications.files import public_files
from cms.visibility import visible


def first_visible(model: str | type[Model]) -> Model | None:
    """Return the oldest object of the model that the public may see, or None. Of files, it is one
    that something public shows: previews are seen by editors of other collections too.
    """
    found = resolve_model_string(model).objects.order_by("pk")
    if issubclass(found.model, CollectionMember):
        return public_files(found).first()
    return visible(found).first()
