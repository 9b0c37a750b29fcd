"""Which images and documents the public may fetch and find: those that something it can reach
shows. The log knows what shows what; who may see what, `cms.visibility` decides.
"""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db.models import Exists, F, Model, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Page

from cms.publications.backlog import CHANGED_ITSELF
from cms.publications.building import fill
from cms.publications.dependents import naming, showing
from cms.publications.models import Dependency, Publication
from cms.publications.watching import kind
from cms.visibility import open_files, reachable, visible

#: How many pages one request builds, at most, to learn what they show by now.
LIMIT = 200
BATCH = 25


def public_files(files: QuerySet) -> QuerySet:
    """Narrow images or documents to those that the public may fetch and find.

    A page that a commit has emptied shows nothing until it is built: see `catch_up`, `is_public`.
    """
    shown = Dependency.objects.filter(
        kind=kind(files.model), object=Cast(OuterRef("pk"), TextField()), shown=True
    )
    return open_files(files, Exists(shown.filter(page_id__in=_built_pages().values("pk"))))


def is_public(file: Model) -> bool:
    """Return whether the public may fetch and find the image or document, as of now."""
    this = type(file)._default_manager.filter(pk=file.pk)
    if public_files(this).exists():
        return True
    if not visible(this).exists():
        return False
    return any(public_files(this).exists() for _built in _build_waiting(file))


def catch_up() -> None:
    """Build what commits have emptied, as far as one request can."""
    for _built in _build_waiting():
        pass


def showing_pages(file: Model) -> QuerySet:
    """Return the pages that show the image or document to the public."""
    return _built_pages().filter(pk__in=showing(type(file), file.pk).values("page_id"))


def _built_pages() -> QuerySet:
    return reachable(Page.objects.filter(publication__representation__isnull=False)).order_by()


def _build_waiting(file: Model | None = None) -> Iterator[int]:
    """Build pages that commits have emptied, and tell of each batch how many: first those that
    named the file when they were last built, then those that changed themselves, newest first, so
    that what was published a moment ago does not wait for what many pages share.
    """
    order = [CHANGED_ITSELF.desc(), F("sequence").desc(), F("page_id")]
    if file is not None:
        named = naming(type(file), file.pk).filter(page_id=OuterRef("pk"))
        order.insert(0, Exists(named).desc())
    waiting = Publication.objects.filter(was_public=True, representation=None, error=None)
    keys = list(waiting.order_by(*order).values_list("pk", flat=True)[:LIMIT])
    for page in Paginator(keys, BATCH):
        fill(list(page.object_list))
        yield len(page.object_list)
