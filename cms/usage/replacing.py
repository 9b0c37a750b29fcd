"""Putting one object in the place of another wherever it is used: in what is saved and, of pages,
in the revisions that are live, scheduled or worked on.

The revisions are changed as they are, as Wagtail's own migrations of blocks do, so nothing is
published by it and what is scheduled or waits for approval stays so.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.blocks import Block, RichTextBlock
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.media.models import Document
from cms.trash.lying import lying_above
from cms.usage.places import Place


def refused_to(user: Any, places: Iterable[Place]) -> int:
    """Return in how many of the places the account may not put something else: of a live page, it
    must be allowed to publish, of others to edit.
    """
    finder = AdminURLFinder(user)
    return sum(not _may_change(user, place, finder) for place in places if place.uses)


def _may_change(user: Any, place: Place, finder: AdminURLFinder) -> bool:
    if not isinstance(place.object, Page):
        return finder.get_edit_url(place.object) is not None
    if place.is_in_trash:
        return bool(lying_above(user, place.object))
    allowed = place.object.permissions_for_user(user)
    return allowed.can_publish() if place.object.live else allowed.can_edit()


@transaction.atomic
def replace(old: Model, new: Model, places: Iterable[Place], user: Any) -> None:
    """Put the new object where the old one is used, and delete the old one."""
    change = _Change(old, new)
    for place in places:
        if not place.uses:
            continue
        source = place.object.specific if isinstance(place.object, Page) else place.object
        if change.in_object(source):
            source.save(**({"clean": False} if isinstance(source, Page) else {}))
            log(instance=source, action="wagtail.edit", user=user, content_changed=True)
        for revision in _revisions(source):
            draft = revision.as_object()
            if change.in_object(draft):
                revision.content = draft.serializable_data()
                revision.save(update_fields=["content"])
    log(instance=old, action="wagtail.delete", user=user, deleted=True)
    old.delete()


def _revisions(source: Model) -> Iterable[Revision]:
    if not isinstance(source, Page):
        return []
    kept = Q(pk__in=[source.live_revision_id, source.latest_revision_id])
    return source.revisions.filter(kept | Q(approved_go_live_at__isnull=False))


class _Change:
    """The one put in the place of the other, in objects that are not saved by it."""

    def __init__(self, old: Model, new: Model) -> None:
        self.old, self.new, self.model = old, new, type(old)
        names = {Document: "document", get_image_model(): "image"}
        name = names.get(self.model)
        # As the rich text editor writes links to documents, and images.
        kind = "embedtype" if name == "image" else "linktype"
        self._tag = re.compile(rf'<[^>]*\b{kind}="{name}"[^>]*>') if name else None
        self._id = re.compile(rf'\bid="{old.pk}"')

    def in_object(self, source: Model) -> bool:
        """Change an object's fields and those of what belongs to it; return whether any was."""
        changed = [self._in_field(source, field) for field in source._meta.get_fields()]
        changed += [
            self._in_list(getattr(source, relation.name))
            for relation in source._meta.many_to_many
            if relation.related_model is self.model
        ]
        is_cluster = isinstance(source, ClusterableModel)
        relations = get_all_child_relations(type(source)) if is_cluster else []
        for relation in relations:
            children = list(getattr(source, relation.get_accessor_name()).all())
            of_children = [self.in_object(child) for child in children]
            if any(of_children):
                setattr(source, relation.get_accessor_name(), children)
                changed.append(True)
        return any(changed)

    def _in_field(self, source: Model, field: Any) -> bool:
        if field.is_relation and field.many_to_one and field.related_model is self.model:
            if getattr(source, field.attname) != self.old.pk:
                return False
            setattr(source, field.attname, self.new.pk)
            return True
        if hasattr(field, "stream_block"):
            raw = getattr(source, field.name).get_prep_value()
            changed = self._in_block(field.stream_block, raw)
            if changed != raw:
                setattr(source, field.name, field.stream_block.to_python(changed))
                return True
        elif hasattr(field, "extract_references"):
            text = getattr(source, field.name)
            changed = self._in_html(text)
            setattr(source, field.name, changed)
            return changed != text
        return False

    def _in_list(self, manager: Any) -> bool:
        chosen = list(manager.all())
        if self.old not in chosen:
            return False
        kept = [self.new if each == self.old else each for each in chosen]
        manager.set(list(dict.fromkeys(kept)))
        return True

    def _in_block(self, block: Block, raw: Any) -> Any:
        """Return the stored value of a block, changed."""
        if hasattr(block, "model_class"):
            is_old = raw == self.old.pk and issubclass(block.model_class, self.model)
            return self.new.pk if is_old else raw
        if isinstance(block, RichTextBlock):
            return self._in_html(raw)
        known = getattr(block, "child_blocks", {})
        if known and isinstance(raw, list):  # a type that no code knows is left as it is
            return [
                {**item, "value": self._in_block(known[item["type"]], item["value"])}
                if item["type"] in known
                else item
                for item in raw
            ]
        if known and isinstance(raw, dict):
            return {
                name: self._in_block(known[name], value) if name in known else value
                for name, value in raw.items()
            }
        if hasattr(block, "child_block") and isinstance(raw, list):
            return [
                {**item, "value": self._in_block(block.child_block, item["value"])} for item in raw
            ]
        return raw

    def _in_html(self, html: str) -> str:
        if not self._tag or not html:
            return html
        put = f'id="{self.new.pk}"'
        return self._tag.sub(lambda tag: self._id.sub(put, tag[0]), html)
