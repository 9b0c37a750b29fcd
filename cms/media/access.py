"""Who gets a document, besides what Wagtail asks for one in a private collection."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.delivery.context_processors import has_session
from cms.kinds.nodes import Reference
from cms.media.models import Document
from cms.publications.building import build_each
from cms.publications.files import is_public
from cms.visibility import opens_for, visible

#: In the environment of a request that a link to a draft has brought: the document that it opens.
_OPENED = "cms.opened_document"


def open_for(request: HttpRequest, document_id: int) -> None:
    """Let a request have a document, whatever shows it, unless its collection is private."""
    request.META[_OPENED] = document_id


def may_fetch(document: Document, request: HttpRequest) -> bool:
    """Return whether to hand out a document that lies in no private collection: to everyone while
    it is public, to staff who may choose or edit it, to who may see a restricted page that shows
    it, and through a link to a draft that does.
    """
    if request.META.get(_OPENED) == document.pk or is_public(document):
        return True
    return has_session(request) and (
        _is_of_staff(document, request) or _is_shown_to(document, request)
    )


def is_private(document: Document) -> bool:
    """Return whether it lies in a collection that keeps the public out; then only Wagtail's rules
    hold.
    """
    return not visible(Document.objects.filter(pk=document.pk)).exists()


def _is_of_staff(document: Document, request: HttpRequest) -> bool:
    return policy_registry.get_by_type(Document).user_has_any_permission_for_instance(
        request.user, ["choose", "change", "delete"], document
    )


def _is_shown_to(document: Document, request: HttpRequest) -> bool:
    # The log holds nothing of restricted pages. Wagtail's index says which ones name the document,
    # and a build what of it they show.
    naming = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Document),
        to_object_id=str(document.pk),
    )
    keys = {int(key) for key in naming.values_list("object_id", flat=True)}
    pages = (page for page in Page.objects.filter(pk__in=keys, live=True).specific())
    reference = Reference.to(Document, document.pk)
    return any(
        each.representation.dependencies.get(reference, False)
        for page in pages
        if opens_for(page, request)
        for each in build_each([page])
        if each.representation
    )
