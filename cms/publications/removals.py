"""Pages that were public and were taken down or deleted: what there is to say at their addresses.

Of what was hidden by a view restriction, or is under one now, nothing is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from cms.publications.models import Publication, Reason, Removal
from cms.visibility import trashed, unrestricted, visible


@dataclass(frozen=True)
class Removed:
    """A page that is gone: why in an editor's words, "" for none; and the `url_path` of the page
    that took its place, None unless the public may see one.
    """

    note: str = ""
    replaced_by: str | None = None


def explain(page_ids: Iterable[int], note: str, replaced_by: Page | None) -> None:
    """Keep why pages were taken down, in the transaction that does it. Of pages that were not
    public until then nothing is kept.
    """
    were_public = Publication.objects.filter(
        pk__in=Page.objects.filter(pk__in=page_ids, live=False).values("pk"), was_public=True
    )
    for page_id in were_public.values_list("pk", flat=True):
        Removal.objects.update_or_create(
            page_id=page_id,
            defaults={"note": note, "replaced_by": replaced_by.pk if replaced_by else None},
        )


def removed_at(url_path: str) -> Removed | None:
    """Return what is to be said at a `Page.url_path`; None if no page is gone from there."""
    last = _told().filter(url_path=url_path).order_by("-sequence").values_list("pk", flat=True)
    return next(iter(_removed(last[:1]).values()), None)


def removed_page(page_id: int, root_path: str) -> Removed | None:
    """Return what is to be said of a page; None if it is not gone from below this `url_path`."""
    gone = _told().filter(pk=page_id, url_path__startswith=root_path)
    return _removed(gone.values_list("pk", flat=True)).get(page_id)


def removals(page_ids: list[int]) -> dict[int, Removed]:
    """Return what is to be said of those of the pages that are gone, by their keys."""
    return _removed(_told().filter(pk__in=page_ids).values_list("pk", flat=True))


def _told() -> QuerySet:
    page = Page.objects.filter(pk=OuterRef("pk"))
    # Who puts a restricted page into the trash has its address forgotten.
    return Publication.objects.filter(
        ~Exists(page) | Q(Exists(unrestricted(page))) | Q(Exists(trashed(page))),
        was_public=False,
        reason__in=[Reason.UNPUBLISHED, Reason.DELETED],
    )


def _removed(keys: QuerySet) -> dict[int, Removed]:
    gone = list(keys)
    said = {each.page_id: each for each in Removal.objects.filter(pk__in=gone)} if gone else {}
    others = [each.replaced_by for each in said.values() if each.replaced_by]
    places: dict[int, str] = {}
    if others:
        found = visible(Page.objects.filter(pk__in=others))
        places = dict(found.values_list("pk", "url_path"))
    told = {
        key: Removed(each.note, places.get(each.replaced_by or 0)) for key, each in said.items()
    }
    return {key: told.get(key, Removed()) for key in gone}
