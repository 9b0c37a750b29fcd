"""Objects of the site's own that stand in for an editor's choice when a block is previewed."""

from django.db.models import Model
from wagtail.coreutils import resolve_model_string

from cms.visibility import visible


def first_visible(model: str | type[Model]) -> Model | None:
    """The oldest object of the model that the public may see, or None."""
    return visible(resolve_model_string(model).objects.order_by("pk")).first()
