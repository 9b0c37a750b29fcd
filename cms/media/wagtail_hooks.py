from django.http import Http404, HttpRequest
from wagtail import hooks

from cms.media.access import is_private, may_fetch
from cms.media.models import Document


@hooks.register("before_serve_document")
def keep_back_what_nothing_shows(document: Document, request: HttpRequest) -> None:
    """A document that the public can't reach through anything is as good as not there."""
    if not (may_fetch(document, request) or is_private(document)):
        raise Http404("This document is shown by nothing.")
