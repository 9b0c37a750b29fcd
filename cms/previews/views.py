"""The pages of the admin that show the previews, in the public's templates and style."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.delivery.html import template_context
from cms.plugins import content_types
from cms.previews.blocks import block_previews
from cms.previews.states import LONG, TypePreview
from cms.templatetags.service_messages import LABELS


@require_safe
def previews(request: HttpRequest) -> HttpResponse:
    """Return all blocks, cards and messages, and links to the pages."""
    context = {
        "now": timezone.now(),
        "blocks": block_previews(),
        "types": [TypePreview(model) for model in content_types()],
        "messages": [
            {"severity": severity, "label": label, "text": f"<p>{LONG}.</p>"}
            for severity, label in LABELS.items()
        ],
    }
    return render(request, "cms/previews.html", context)


@require_safe
def page_preview(request: HttpRequest, label: str, number: int) -> HttpResponse:
    """Return a page of a type, in the state with this number."""
    model = next((model for model in content_types() if model._meta.label == label), None)
    if model is None:
        raise Http404
    preview = TypePreview(model)
    if number >= len(preview.states):
        raise Http404
    page = preview.page(number)
    return render(request, model.template, template_context(model, page, request))
