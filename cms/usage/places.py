"""The places where objects are used: pages and whatever else the admin keeps.

Wagtail's reference index knows what the saved rows refer to, but for relations of many to many,
which are asked here, and what the drafts of live pages refer to, which are read. What shows an
object without referring to it, such as the page whose speaker has the photo, the log knows.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.text import capfirst
from modelcluster.models import get_all_child_m2m_relations
from wagtail.models import CollectionMember, Page, ReferenceIndex

from cms.absent.types import is_orphan
from cms.publications.files import is_public
from cms.publications.models import Dependency
from cms.publications.watching import kind
from cms.visibility import is_in_trash, reachable

Key = tuple[type[Model], str]


@dataclass(frozen=True)
class Use:
    """One field or block that refers to what was asked for. `reference` is the index's row, unsaved
    for what the index doesn't hold; `path` leads to the block in the form.
    """

    label: str
    is_live: bool
    path: str = ""
    reference: ReferenceIndex | None = None


@dataclass
class Place:
    """A page, or another object, with the fields in which it refers to what was asked for. Without
    uses, it only shows that, by way of something else.
    """

    object: Model
    uses: list[Use] = field(default_factory=list)
    shows: bool = False

    @property
    def is_live(self) -> bool:
        """Whether visitors meet it there: a live page, or something that isn't published apart."""
        return self.shows or any(use.is_live for use in self.uses)

    @property
    def is_in_trash(self) -> bool:
        return isinstance(self.object, Page) and is_in_trash(self.object)


def places_of(targets: Iterable[Model]) -> list[Place]:
    """Return where the objects, all of one kind, are used, the live places first, by title. Places
    among the objects themselves are left out.
    """
    objects = list(targets)
    found: dict[Key, Place] = {}
    for source, use in (*_indexed(objects), *_related(objects), *_drafted(objects)):
        found.setdefault(_key(source), Place(source)).uses.append(use)
    for page in _showing(objects):
        found.setdefault(_key(page), Place(page)).shows = True
    own = {_key(each) for each in objects}
    kept = [place for key, place in found.items() if key not in own]
    return sorted(kept, key=lambda place: (not place.is_live, str(place.object).casefold()))


def is_kept(target: Model) -> bool:
    """Return whether the object can't be deleted: visitors meet it, or it is a file that a page in
    the trash needs when it is put back.
    """
    return any(keeps(place, target) for place in places_of([target]))


def keeps(place: Place, target: Model) -> bool:
    """Return whether a place keeps what is used there from deletion."""
    return place.is_live or (isinstance(target, CollectionMember) and place.is_in_trash)


def _key(instance: Model) -> Key:
    model = Page if isinstance(instance, Page) else type(instance)
    return model, str(instance.pk)


def _state(source: Model) -> bool:
    # Of a page whose type is absent visitors see nothing; what it refers to is kept for another
    # reason, which `cms.absent.deletion` tells.
    return isinstance(source, Page) and source.live and not is_orphan(source)


def _indexed(objects: list[Model]) -> Iterator[tuple[Model, Use]]:
    """Yield what the saved rows refer to. A row that is gone meanwhile is left out."""
    references = list(ReferenceIndex.get_references_to_in_bulk(objects))
    wanted: dict[int, set[str]] = {}
    for each in references:
        wanted.setdefault(each.base_content_type_id, set()).add(each.object_id)
    sources = {
        (type_, str(source.pk)): source
        for type_, keys in wanted.items()
        for source in _instances(ContentType.objects.get_for_id(type_), keys)
    }
    for each in references:
        source = sources.get((each.base_content_type_id, each.object_id))
        if source is not None:
            label = each.describe_source_field()
            yield source, Use(label, _state(source), each.content_path, each)


def _instances(content_type: ContentType, keys: set[str]) -> QuerySet | list:
    model = content_type.model_class()
    return model._default_manager.filter(pk__in=keys) if model is not None else []


def _related(objects: list[Model]) -> Iterator[tuple[Model, Use]]:
    """Yield what refers to the objects by a relation of many to many."""
    for model, relation in relations_to(type(objects[0])) if objects else []:
        using = model._default_manager.filter(**{f"{relation.name}__in": objects})
        if issubclass(model, Page):  # of which no more is needed than all pages have
            using = Page.objects.filter(pk__in=using.order_by().values("pk"))
        for source in using.order_by("pk").distinct():
            yield source, Use(str(capfirst(relation.verbose_name)), _state(source), relation.name)


def relations_to(target: type[Model]) -> Iterator[tuple[type[Model], Any]]:
    """Yield the relations of many to many to a model, each with the model that has it."""
    for model in apps.get_models():
        for relation in model._meta.local_many_to_many:
            if relation.related_model is target and not model._meta.abstract:
                yield model, relation


def _drafted(objects: list[Model]) -> Iterator[tuple[Model, Use]]:
    """Yield what the drafts of live pages refer to and the pages themselves don't."""
    keys = {(ReferenceIndex._get_base_content_type(each).pk, str(each.pk)) for each in objects}
    for page in drafts_naming(objects):
        draft = page.latest_revision.as_object()
        live = _paths(page.specific, keys, objects)
        for path, reference in _paths(draft, keys, objects).items():
            if path not in live:
                label = _label(draft, path, reference)
                yield page, Use(label, is_live=False, path=path, reference=reference)


def drafts_naming(objects: list[Model]) -> Iterator[Page]:
    """Yield the live pages with changes that are not published, where one of the objects may be
    named: by a field that refers to their kind, or by a number in blocks or text.
    """
    numbers = "|".join(str(each.pk) for each in objects)
    # A number in JSON, and one in the tag of a link.
    as_reference = re.compile(rf'[:\[,] ?({numbers})[,}}\]]|\bid=\\*"({numbers})\\*"')
    pages = Page.objects.filter(live=True, has_unpublished_changes=True)
    pages = pages.annotate(drafted=Cast("latest_revision__content", TextField()))
    for page in pages.filter(drafted__regex=rf"\y({numbers})\y").select_related("latest_revision"):
        if _may_name(page, objects, as_reference):
            yield page


def _may_name(page: Page, objects: list[Model], number: re.Pattern) -> bool:
    """Read without a query; taking the draft for an object costs several."""
    content, keys = page.latest_revision.content, {each.pk for each in objects}
    for column in (page.specific_class or Page)._meta.get_fields():
        value: Any = content.get(column.name)
        found: Any = None
        if column.many_to_one or column.many_to_many:
            if column.related_model and isinstance(objects[0], column.related_model):
                found = keys & set(value if isinstance(value, list) else [value])
        elif value and (column.one_to_many or hasattr(column, "extract_references")):
            found = number.search(str(value))
        if found:
            return True
    return False


def _paths(source: Model, keys: set, objects: list[Model]) -> dict[str, ReferenceIndex | None]:
    """Return where an object refers to any of those: the reference by its path in the content."""
    found: dict[str, ReferenceIndex | None] = {
        content_path: ReferenceIndex(
            content_type=ContentType.objects.get_for_model(source), model_path=model_path
        )
        for type_, key, model_path, content_path in (
            ReferenceIndex._extract_references_from_object(source)
        )
        if (type_, key) in keys
    }
    for relation in get_all_child_m2m_relations(type(source)):
        if relation.related_model is type(objects[0]) and any(
            each in objects for each in getattr(source, relation.name).all()
        ):
            found[relation.name] = None
    return found


def _label(source: Model, path: str, reference: ReferenceIndex | None) -> str:
    if reference is not None:
        return reference.describe_source_field()
    return str(capfirst(source._meta.get_field(path).verbose_name))


def _showing(objects: list[Model]) -> QuerySet:
    """Return the public pages whose representations hold any of the objects; pages are held by
    links.
    """
    built = reachable(Page.objects.filter(publication__representation__isnull=False)).order_by()
    if not objects or isinstance(objects[0], Page):
        return built.none()
    for each in objects:
        if isinstance(each, CollectionMember):
            is_public(each)  # builds what may show it and waits to be built
    keys = [str(each.pk) for each in objects]
    shown = Dependency.objects.filter(kind=kind(type(objects[0])), object__in=keys, shown=True)
    return built.filter(pk__in=shown.values("page_id"))
