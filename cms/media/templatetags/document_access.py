from django import template

from cms.media.access import is_private
from cms.media.models import Document
from cms.publications.files import is_public, showing_pages

register = template.Library()

# Further pages are counted.
NAMED = 10


@register.inclusion_tag("media/document_access.html")
def document_access(document: Document) -> dict:
    """Return whether the public can fetch the document, and why."""
    public = is_public(document)
    pages = showing_pages(document)
    return {
        "document": document,
        "is_public": public,
        "is_private": is_private(document),
        "pages": pages.order_by("title")[:NAMED],
        "others": max(0, pages.count() - NAMED),
    }
