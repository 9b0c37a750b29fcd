"""A new snippet, made in the dialog in which one is chosen."""

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse


def create_snippet(request: HttpRequest, app_label: str, model_name: str) -> HttpResponse:
    """Answer as Wagtail does if the snippet's chooser has a form for a new one. Raises `Http404`
    otherwise, where Wagtail's own view breaks.
    """
    try:
        viewset = apps.get_model(app_label, model_name).snippet_viewset
    except (LookupError, AttributeError) as error:
        raise Http404 from error
    chooser = viewset.chooser_viewset
    forms = (chooser.creation_form_class, chooser.form_fields, chooser.exclude_form_fields)
    if forms == (None, None, None):
        raise Http404
    return chooser.create_view(request)
