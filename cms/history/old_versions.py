"""Old versions, deleted by the rule that docs/operations.md states."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import (
    DO_NOTHING,
    CharField,
    Exists,
    OuterRef,
    ProtectedError,
    Q,
    QuerySet,
    RestrictedError,
)
from django.db.models.fields.reverse_related import ManyToOneRel
from django.db.models.functions import Cast
from wagtail.models import Comment, Page, Revision

from cms.visibility import trashed


def purge(revisions: QuerySet, before: datetime) -> tuple[int, int]:
    """Delete those of the revisions that were saved before and that nothing needs. Return how many
    are deleted, and how many are left because of what no installed plugin knows.
    """
    deleted, left = 0, 0
    for key in list(purgeable(revisions, before).values_list("pk", flat=True)):
        # Asked again, since somebody may have given it a name meanwhile, or taken it up.
        for revision in purgeable(revisions.filter(pk=key), before).defer("content"):
            try:
                revision.delete()  # which leaves its comments to the next one
                deleted += 1
            except (ProtectedError, RestrictedError):
                left += 1
    return deleted, left


def purgeable(revisions: QuerySet, before: datetime) -> QuerySet:
    """Narrow revisions to those saved before that may go: not the last one of its object, nor one
    that is to be published, nor one that anything refers to: a page as its live or its latest, a
    workflow, past ones too, a name. Nor any of a page in the trash.
    """
    same = Revision.objects.filter(
        base_content_type=OuterRef("base_content_type"), object_id=OuterRef("object_id")
    )
    later = same.filter(
        Q(created_at__gt=OuterRef("created_at"))
        | Q(created_at=OuterRef("created_at"), pk__gt=OuterRef("pk"))
    )
    in_the_trash = trashed(Page.objects.all()).order_by().values(key=Cast("pk", CharField()))
    found = revisions.filter(
        Exists(later), created_at__lt=before, approved_go_live_at__isnull=True
    ).exclude(Revision.objects.page_revisions_q(), object_id__in=in_the_trash)
    for relation in _references():
        referring = relation.related_model._base_manager.filter(
            **{relation.field.name: OuterRef("pk")}
        )
        found = found.exclude(Exists(referring))
    return found.order_by("pk")


def _references() -> Iterator[ManyToOneRel]:
    """Yield what refers to revisions and needs them. The log of actions doesn't, nor do comments,
    which go over to the next one.
    """
    for relation in Revision._meta.get_fields(include_hidden=True):
        if (
            isinstance(relation, ManyToOneRel)
            and relation.on_delete is not DO_NOTHING
            and relation.related_model is not Comment
        ):
            yield relation
