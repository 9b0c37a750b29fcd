"""To-many relations, read for all pages of a build with one query each."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

from django.db.models import ManyToManyField, Model
from django.db.models.fields.reverse_related import ForeignObjectRel
from taggit.managers import TaggableManager

from cms.representations.trace import note, unnoticed


class Relations:
    """What reads the to-many relations of `instances`, which are of any models.

    What an instance holds unsaved in its cluster (a draft, for one) is taken from there.
    """

    def __init__(self, instances: list[Model]) -> None:
        self._keys: dict[type[Model], list] = defaultdict(list)
        self._read: dict[Hashable, dict[Any, list]] = {}
        self.add(instances)

    def add(self, instances: list[Model]) -> None:
        """Let later reads include these instances too."""
        for instance in instances:
            if instance.pk is not None:
                self._keys[type(instance)].append(instance.pk)

    def targets(self, instance: Model, field: ManyToManyField) -> list:
        """Return the keys of the objects on the other side, in the order of that model."""
        if (unsaved := self._unsaved(instance, field.name)) is not None:
            return [target.pk for target in unsaved]
        source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        order = [
            f"-{target}__{name[1:]}" if name.startswith("-") else f"{target}__{name}"
            for name in field.related_model._meta.ordering
        ]
        rows = field.remote_field.through._default_manager.order_by(*order, "pk")
        return self._rows(instance, field.name, rows, f"{source}_id", f"{target}_id")

    def tags(self, instance: Model, field: TaggableManager) -> list[str]:
        """Return the names of the tags, in alphabetical order."""
        if (unsaved := self._unsaved(instance, "tagged_items")) is not None:
            return sorted(item.tag.name for item in unsaved)
        through = field.remote_field.through
        rows = through._default_manager.order_by("tag__name").select_related("tag")
        source = "content_object_id"
        if hasattr(through, "content_type"):
            rows = rows.filter(content_type__model=type(instance)._meta.model_name)
            source = "object_id"
        found = self._instances(instance, field.name, rows, source)
        for item in found:
            note(field.related_model, item.tag_id)
        return [item.tag.name for item in found]

    def children(self, instance: Model, relation: ForeignObjectRel) -> list[Model]:
        """Return the child rows that a `ParentalKey` ties to the instance, in their own order."""
        name = relation.get_accessor_name()
        if (unsaved := self._unsaved(instance, name)) is not None:
            return list(unsaved)
        children = relation.related_model._default_manager.all()
        found = self._instances(instance, name, children, relation.field.attname)
        for child in found:
            note(type(child), child.pk)
        return found

    def _instances(self, instance: Model, name: str, rows, source: str) -> list[Model]:
        key = (type(instance), name)
        if key not in self._read:
            grouped = defaultdict(list)
            with unnoticed():
                found = list(rows.filter(**{f"{source}__in": self._keys[type(instance)]}))
            for row in found:
                grouped[getattr(row, source)].append(row)
            self.add(found)
            self._read[key] = grouped
        return self._read[key].get(instance.pk, [])

    def _rows(self, instance: Model, name: str, rows, source: str, target: str) -> list:
        key = (type(instance), name)
        if key not in self._read:
            grouped = defaultdict(list)
            chosen = rows.filter(**{f"{source}__in": self._keys[type(instance)]})
            for pk, value in chosen.values_list(source, target):
                grouped[pk].append(value)
            self._read[key] = grouped
        return self._read[key].get(instance.pk, [])

    @staticmethod
    def _unsaved(instance: Model, name: str):
        return getattr(instance, "_cluster_related_objects", {}).get(name)
