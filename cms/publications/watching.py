"""Which tables are watched, and what a changed row of each marks. All of it follows from the
models, so a plugin's tables are watched without a line of its own.

By default every table is watched, and a row marks itself. What belongs to another object (a child
row, a many-to-many or tag row, a rendition) marks its owner too. A table is left out only if it is
listed here, or its model has `is_unnoticed = True`, because the public can never notice it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, ForeignKey, ManyToManyField, Model, OneToOneField
from modelcluster.fields import ParentalKey
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.images.models import AbstractRendition
from wagtail.models import (
    Collection,
    CollectionMember,
    CollectionViewRestriction,
    DraftStateMixin,
    Page,
    PageViewRestriction,
    Revision,
    Site,
)

from cms.publications.models import Moment

#: Apps and models (`app` or `app.model`) whose tables are not watched.
UNNOTICED = {
    "admin",
    "auth",
    "axes",
    "contenttypes",
    "django_tasks_database",
    "publications",
    "sessions",
    "users.user_groups",
    "users.user_user_permissions",
    "wagtailadmin",
    # What an editor does before it is published, and who may do it.
    "wagtailcore.apitoken",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.groupapprovaltask",
    "wagtailcore.groupapprovaltask_groups",
    "wagtailcore.groupcollectionpermission",
    "wagtailcore.grouppagepermission",
    "wagtailcore.groupsitepermission",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowcontenttype",
    "wagtailcore.workflowpage",
    "wagtailcore.workflowstate",
    "wagtailcore.workflowtask",
    # Whom among its members a restriction lets in; the public stays outside.
    "wagtailcore.collectionviewrestriction_groups",
    "wagtailsearch",
    "wagtailsearchpromotions",
    "wagtailusers",
}

#: Fields that the public can't notice, so that saving a draft of a live page marks nothing.
UNNOTICED_FIELDS: dict[type[Model], set[str]] = {
    Page: {
        "numchild",
        "latest_revision",
        "has_unpublished_changes",
        "live_revision",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
        "draft_title",
        "owner",
        "latest_revision_created_at",
    },
    AbstractBaseUser: {"password", "last_login"},
    Collection: {"name", "numchild"},
}


class Scope(StrEnum):
    """Kinds of marks that stand for more than one row."""

    #: The object is a page: it, what lies below, and the same of its aliases may be seen by others.
    PAGES = "pages below"
    #: The object is a collection: so may the files in it and in those below.
    FILES = "files below"
    #: Everything has to be looked at.
    ALL = "all"


@dataclass(frozen=True)
class Trigger:
    """A trigger on a table: the function it calls, with arguments, when a row has changed."""

    table: str
    function: str
    arguments: tuple[str, ...]


def triggers() -> list[Trigger]:
    """Return the triggers that the installed models ask for."""
    found: dict[Trigger, None] = {}
    for model in watched_models():
        found |= dict.fromkeys(_triggers(model))
    for model in apps.get_models():
        if model is Moment:
            found[_wake(model, "instant")] = None
        elif model is Revision:
            found[_wake(model, "approved_go_live_at")] = None
        elif issubclass(model, DraftStateMixin) and _has_local(model, "expire_at"):
            found[_wake(model, "expire_at")] = None
    return list(found)


def watched_models() -> list[type[Model]]:
    """Return every installed model with a table of its own that the public may notice."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not getattr(model, "is_unnoticed", False)
        and not {model._meta.app_label, model._meta.label_lower} & UNNOTICED
    ]


def kind(model: type[Model]) -> str:
    """Return the kind of a model's rows: the table of its root model, whose primary key they
    share.
    """
    model = model._meta.concrete_model
    while isinstance(model._meta.pk, ForeignKey) and model._meta.pk.remote_field.parent_link:
        model = model._meta.pk.related_model
    return model._meta.db_table


def collection_member_tables() -> list[tuple[str, str]]:
    """Return table and primary key column of every model whose files lie in collections."""
    return [
        (model._meta.db_table, model._meta.pk.column)
        for model in watched_models()
        if issubclass(model, CollectionMember) and _has_local(model, "collection")
    ]


def _triggers(model: type[Model]) -> Iterator[Trigger]:
    if issubclass(model, Site):
        # Which pages a site leads to, and under which address.
        yield _mark(model, [(Scope.ALL, "id")])
        return
    if issubclass(model, PageViewRestriction):
        yield _mark(model, [(Scope.PAGES, "page_id")])
        return
    if issubclass(model, CollectionViewRestriction):
        yield _mark(model, [(Scope.FILES, "collection_id")])
        return
    if issubclass(model, Collection):
        yield _mark(model, [(Scope.FILES, "id")])
        return
    if model is Page:
        # A page that ceases to be an alias is no longer restricted with its source.
        others = {field.name for field in model._meta.local_fields} - {"id", "alias_of"}
        yield _mark(model, [(Scope.PAGES, "id")], others)
    yield _mark(model, [*_own_keys(model), *_owners(model)])
    yield from _generic_owners(model)


def _mark(
    model: type[Model], marked: list[tuple[str, str]], ignored: set[str] | None = None
) -> Trigger:
    if ignored is None:
        ignored = set().union(
            *(names for base, names in UNNOTICED_FIELDS.items() if issubclass(model, base))
        )
    columns = sorted(
        field.column for field in model._meta.local_concrete_fields if field.name in ignored
    )
    pairs = [part for pair in dict.fromkeys(marked) for part in pair]
    arguments = ("{" + ",".join(columns) + "}", *map(str, pairs))
    return Trigger(model._meta.db_table, "publications_mark_row", arguments)


def _wake(model: type[Model], name: str) -> Trigger:
    column = model._meta.get_field(name).column
    return Trigger(model._meta.db_table, "publications_wake", (column,))


def _own_keys(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Yield the row itself, as the object that its primary key and its links to parents name."""
    yield kind(model), model._meta.pk.column
    for parent, link in model._meta.parents.items():
        if link is not None and link.model is model:
            yield kind(parent), link.column


def _owners(model: type[Model]) -> Iterator[tuple[str, str]]:
    for field in model._meta.local_fields:
        if (
            isinstance(field, ParentalKey)
            or _is_only_child_of_a_page(field)
            or (
                isinstance(field, ForeignKey)
                and (
                    (issubclass(model, AbstractRendition) and field.name == "image")
                    or (issubclass(model, ItemBase) and field.name == "content_object")
                )
            )
        ):
            yield kind(field.related_model), field.column
    for owner in apps.get_models():
        for field in owner._meta.local_many_to_many:
            if isinstance(field, ManyToManyField) and field.remote_field.through is model:
                yield kind(owner), model._meta.get_field(field.m2m_field_name()).column


def _generic_owners(model: type[Model]) -> Iterator[Trigger]:
    """Yield rows that name their owner by content type, such as taggit's tagged items."""
    for field in model._meta.private_fields:
        if not isinstance(field, GenericForeignKey):
            continue
        owners = [owner for owner in apps.get_models() if _refers_back(owner, model)]
        if owners:
            types = ContentType.objects.get_for_models(*owners)
            kinds = {str(types[owner].pk): kind(owner) for owner in owners}
            arguments = (
                model._meta.get_field(field.ct_field).column,
                model._meta.get_field(field.fk_field).column,
                json.dumps(kinds, sort_keys=True),
            )
            yield Trigger(model._meta.db_table, "publications_mark_generic", arguments)


def _is_only_child_of_a_page(field: Field) -> bool:
    """Return whether the row is part of a page, which has at most one of it."""
    return (
        isinstance(field, OneToOneField)
        and not field.remote_field.parent_link
        and issubclass(field.related_model, Page)
    )


def _refers_back(owner: type[Model], model: type[Model]) -> bool:
    fields = [*owner._meta.private_fields, *owner._meta.many_to_many]
    return any(
        (isinstance(field, GenericRelation) and field.related_model is model)
        or (isinstance(field, TaggableManager) and field.remote_field.through is model)
        for field in fields
    )


def _has_local(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.local_fields)
