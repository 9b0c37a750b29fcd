"""Images, and documents with their thumbnails. Who gets a document, `access.py` says."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail import hooks
from wagtail.documents.views.serve import serve as serve_document

from cms.delivery.context_processors import has_session
from cms.media.models import Document, FormerName
from cms.media.ranges import in_parts
from cms.media.storage import absence_is_404


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """Answer a document by Wagtail's own view, and one that is asked for under a former name with
    the way to its present one, if it would open.
    """
    try:
        response = serve_document(request, document_id, document_filename)
    except FileNotFoundError as error:  # of an object storage
        raise Http404 from error
    except Http404:
        former = FormerName.objects.filter(document=document_id, name=document_filename)
        renamed = former.select_related("document").first()
        if renamed is None or renamed.document.filename == document_filename:
            raise
        return _asked_again(request, _guarded(renamed.document, request) or _led_on(renamed))
    if response.get("Content-Encoding") == "None":  # Wagtail's word for none
        del response["Content-Encoding"]
    return _asked_again(request, in_parts(request, response))


@require_safe
def thumbnail(request: HttpRequest, document_id: int, filename: str) -> HttpResponse:
    """Answer the first page of a document as WebP, under the same rules as the document.

    Those are Wagtail's hooks ``before_serve_document``, which guard its view. As there, an
    address without the right file name is a 404, so ids can't be tried out.
    """
    document = get_object_or_404(Document, pk=document_id)
    if document.filename != filename or not document.thumbnail_file:
        raise Http404
    if refused := _guarded(document, request):
        return _asked_again(request, refused)
    with absence_is_404():
        file = document.thumbnail_file.open("rb")
    response = FileResponse(file, content_type="image/webp")
    response["X-Content-Type-Options"] = "nosniff"
    return _asked_again(request, in_parts(request, response))


def _guarded(document: Document, request: HttpRequest) -> HttpResponse | None:
    """Return what keeps the document from being answered, such as a form for a password. Raises
    `Http404` where it is as good as not there.
    """
    for check in hooks.get_hooks("before_serve_document"):
        response = check(document, request)
        if isinstance(response, HttpResponse):
            return response
    return None


def _led_on(renamed: FormerName) -> HttpResponse:
    return HttpResponseRedirect(renamed.document.url)


@require_safe
def public_file(request: HttpRequest, path: str) -> HttpResponse:
    """Answer a public file. A name that the storage can't hold is a 404 like any other that is not
    there.
    """
    with absence_is_404():
        if isinstance(default_storage, FileSystemStorage):
            return in_parts(request, serve(request, path, settings.MEDIA_ROOT))
        response = FileResponse(default_storage.open(path))
        # The address is the file's for good. nginx says the same of files in folders.
        response["Cache-Control"] = "public, max-age=31536000"
        response["X-Content-Type-Options"] = "nosniff"
        return in_parts(request, response)


def _asked_again(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let caches keep it, who have to ask: it is open only while something shows it. Without a
    header, they would guess for how long it is fresh (RFC 9111, section 4.2.2).
    """
    scope = "private" if has_session(request) else "public"
    response.headers.setdefault("Cache-Control", f"{scope}, no-cache")
    return response
