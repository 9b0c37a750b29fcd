"""The checklist of a page, for templates of the admin."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.checklist.judging import judged

register = template.Library()


@register.inclusion_tag("cms/checklist/list.html")
def checklist(page: Any) -> dict[str, Any]:
    """Show what a page lacks, as it was saved."""
    return {"findings": judged(page), "page": page}


@register.simple_tag
def checklist_url(page: Any, request: HttpRequest) -> str:
    """Return the address that tells what the page lacks as it stands in the form; empty for what
    has no checklist.
    """
    if not getattr(page, "checks", None):
        return ""
    if page.pk:
        return reverse("cms_checklist", args=[page.pk])
    match = request.resolver_match
    kwargs = match.kwargs if match else {}
    names = ("content_type_app_name", "content_type_model_name", "parent_page_id")
    if not set(names) <= set(kwargs):
        return ""
    return reverse("cms_checklist_add", args=[kwargs[name] for name in names])


@register.simple_tag
def checklist_name(code: str, message: str) -> str:
    """Return what a check is called in a list of them: what it said of a page, if that is the same
    for all pages.
    """
    named = {
        "images_described": _("Images without alternative text"),
        "documents_tagged": _("PDFs that are not tagged"),
        "links_lead": _("References that lead nowhere"),
        "external_links": _("Links to other sites that don't work"),
        "link_texts": _("Links that don't say where they lead"),
        "heading_order": _("Headings out of order"),
        "capitals": _("Texts in capitals"),
        "readability": _("Texts that are hard to read"),
    }
    return named.get(code, message.rstrip("."))
