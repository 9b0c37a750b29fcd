"""What a document had before, and who has the same file, for templates of the admin."""

from typing import Any

from django import template
from wagtail.admin.admin_url_finder import AdminURLFinder

from cms.media.models import Document
from cms.media.replaced_files import with_the_same_file
from cms.media.version_views import may_forget

register = template.Library()


@register.inclusion_tag("media/document_versions.html", takes_context=True)
def document_versions(context: dict[str, Any], document: Document) -> dict[str, Any]:
    """Show the present file and those before it, with buttons that belong to the form
    `document-versions`, and the former names.
    """
    versions = list(document.versions.select_related("replaced_by").defer("text"))
    newest = versions[0] if versions else None
    return {
        "document": document,
        "since": newest.replaced_at if newest else document.created_at,
        "by": newest.replaced_by if newest else document.uploaded_by_user,
        "versions": versions,
        "names": document.former_names.all(),
        "may_forget": may_forget(context["request"].user),
    }


@register.inclusion_tag("media/same_file.html", takes_context=True)
def same_file(context: dict[str, Any], document: Document) -> dict[str, Any]:
    """Name the other documents with the same content that the account may choose."""
    user = context["request"].user
    finder = AdminURLFinder(user)
    same = with_the_same_file(document, user)[:5]
    return {"same": [(each.title, finder.get_edit_url(each)) for each in same]}
