"""Filters by what pages refer to: terms, other pages, and whatever a page shows."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from wagtail.models import Page

from cms.danish.names import without_common_words
from cms.lists.declared import Filter, Value, by_column, named
from cms.problems import BadQuery, UnknownObject
from cms.publications.models import Dependency
from cms.publications.watching import kind
from cms.visibility import visible

#: No key is longer; the column takes no such number.
_LONGEST_KEY = 9


class ObjectFilter(Filter):
    """By objects of another model, each named by its slug or its id."""

    #: The fields that name an object in addresses and to people.
    slug, title = "slug", "name"
    example = "klima"

    def target(self, model: type[Model]) -> type[Model]:
        """Return the model of the objects."""
        raise NotImplementedError

    def objects(self, model: type[Model]) -> QuerySet:
        """Return the objects that may be named: what is hidden must not be told by what it finds,
        nor by what is refused.
        """
        return visible(self.target(model)._default_manager.all())

    def is_about(self, model: type[Model], field: str) -> bool:
        return model._meta.get_field(field).related_model is self.target(model)

    def meaning(self, model: type[Model]) -> str:
        return f"{self.target(model)._meta.label}, by slug or id"

    def known(self, model: type[Model], texts: list[str]) -> Mapping[str, Value]:
        slugs = [text for text in texts if "\0" not in text]
        keys = [int(text) for text in texts if _is_key(text)]
        named_so = self.objects(model).filter(Q(**{f"{self.slug}__in": slugs}) | Q(pk__in=keys))
        rows = named_so.order_by("pk").values_list("pk", self.slug, self.title)
        by_slug: dict[str, Value] = {}
        by_key: dict[str, Value] = {}
        for pk, slug, title in rows:
            # Pages at different places may have the same slug, and are all meant by it.
            others = by_slug[slug].key if slug in by_slug else []
            by_slug[slug] = Value(slug, title, [*others, pk])
            by_key[str(pk)] = Value(slug, title, [pk])
        return {
            text: found
            for text in texts
            if (found := by_slug.get(text) or by_key.get(text) or self.nobody(model, text))
        }

    def nobody(self, model: type[Model], text: str) -> Value | None:
        """Return the value of a text that names nothing, if it is one all the same."""
        return None

    def refusal(self, model: type[Model], text: str) -> BadQuery:
        slugs = self.objects(model).order_by(self.title, "pk").values_list(self.slug, flat=True)
        return UnknownObject(self.name, text, slugs[:100])


class RelatedFilter(ObjectFilter):
    """By a foreign key or many-to-many relation of the parameter's name, or of its plural
    ("topic": `topics`), or by the one that is named besides.
    """

    def __init__(self, name: str, field: str = "", **options: Any) -> None:
        super().__init__(name, **options)
        self._field = field

    def describe(self) -> str:
        return (
            f"Pages filed under this {self.name}, or one of these, separated by commas; each named "
            "by its slug or its id"
        )

    def field(self, model: type[Model]) -> Any:
        """Return the field. Raises FieldDoesNotExist."""
        names = [self._field] if self._field else [self.name, f"{self.name}s"]
        found = {field.name: field for field in model._meta.get_fields() if field.is_relation}
        for name in names:
            if name in found:
                return found[name]
        raise FieldDoesNotExist(" or ".join(names))

    def target(self, model: type[Model]) -> type[Model]:
        return self.field(model).related_model

    def source(self, model: type[Model]) -> Hashable:
        return type(self), self.target(model), self.field(model).name

    def faults(self, model: type[Model]) -> Iterable[str]:
        try:
            self.field(model)
        except FieldDoesNotExist as error:
            yield f"needs a relation {error}, which the type does not have"

    def label(self, model: type[Model]) -> str:
        return str(self._label) or named(self.target(model)._meta)

    def is_about(self, model: type[Model], field: str) -> bool:
        return field == self.field(model).name

    def nobody(self, model: type[Model], text: str) -> Value | None:
        # As in v2, whose filter it is too: whoever asks by an id is told nothing of it.
        is_by_id = self.field(model).name == self.name and _is_number(text)
        return Value(text, text, []) if is_by_id else None

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        field, pks = self.field(model), _flat(keys)
        if not field.many_to_many:
            return Q(**{f"{field.name}__in": pks})
        # By key, so that a page with two of the values is not found twice.
        filed = model._default_manager.filter(**{f"{field.name}__in": pks})
        return Q(pk__in=filed.order_by().values("pk"))

    def offered(self, model: type[Model]) -> QuerySet | None:
        return self.objects(model).order_by().values_list(self.slug, self.title)

    def had(self, model: type[Model], pages: QuerySet, now: datetime) -> list[QuerySet]:
        name = self.field(model).name
        filed = pages.filter(**{f"{name}__in": self.objects(model).order_by().values("pk")})
        return [by_column(filed, f"{name}__{self.slug}", f"{name}__{self.title}")]


class TermFilter(RelatedFilter):
    """By a `Term`, a list of words that editors keep: `TermFilter("topic")`."""


class PageFilter(RelatedFilter):
    """By another page: `PageFilter("network")`."""

    title = "title"

    def told_apart(self, labels: list[str]) -> list[str]:
        # Titles of pages of a kind often begin alike, and a narrow list shows their beginnings.
        return without_common_words(labels)

    def label(self, model: type[Model]) -> str:
        return str(self._label) or named(self.field(model))


class ShownFilter(ObjectFilter):
    """By an object of a model that pages show, wherever they show it: as what a field refers to, in
    a block or a child row. `ShownFilter("person", "cms.Person")`. It is what the log knows of built
    pages, so a page counts from when it is first built.
    """

    is_of_built = True
    in_form = False
    only_found = True
    example = "12"

    def __init__(self, name: str, label_of_model: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.label_of_model = label_of_model

    def describe(self) -> str:
        return (
            f"Pages that show this {self.name}, or one of these, separated by commas, wherever "
            "they do; each named by its id or its slug"
        )

    def target(self, model: type[Model]) -> type[Model]:
        return apps.get_model(self.label_of_model)

    def source(self, model: type[Model]) -> Hashable:
        return type(self), self.target(model)

    def faults(self, model: type[Model]) -> Iterable[str]:
        try:
            self.target(model)
        except (LookupError, ValueError):
            yield f"names the model {self.label_of_model!r}, which is not installed"

    def label(self, model: type[Model]) -> str:
        return str(self._label) or named(self.target(model)._meta)

    def objects(self, model: type[Model]) -> QuerySet:
        pages = visible(Page.objects.order_by()).values("pk")
        target = self.target(model)
        shown = Dependency.objects.filter(
            kind=kind(target),
            object=Cast(OuterRef("pk"), TextField()),
            shown=True,
            page_id__in=pages,
        )
        return super().objects(model).filter(Exists(shown))

    def nobody(self, model: type[Model], text: str) -> Value | None:
        return Value(text, text, []) if _is_number(text) else None

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        objects = [str(pk) for pk in _flat(keys)]
        shown = Dependency.objects.filter(kind=kind(self.target(model)), shown=True)
        return Q(pk__in=shown.filter(object__in=objects).values("page_id"))

    def had(self, model: type[Model], pages: QuerySet, now: datetime) -> list[QuerySet]:
        target = self.target(model)
        named_so = target._default_manager.annotate(object=Cast("pk", TextField()))
        one = named_so.filter(object=OuterRef("object")).order_by()
        shown = Dependency.objects.filter(kind=kind(target), shown=True)
        found = shown.filter(page_id__in=pages.values("pk")).annotate(
            value=Subquery(one.values(self.slug)[:1]), label=Subquery(one.values(self.title)[:1])
        )
        return [found.exclude(value=None).values_list("value", "label")]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _is_key(text: str) -> bool:
    return _is_number(text) and len(text) <= _LONGEST_KEY


def _flat(keys: list[list[Any]]) -> list[Any]:
    return list(dict.fromkeys(pk for each in keys for pk in each))
