"""Lists and details made of representations, narrowed by `fields`."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

from cms.api import list_parameters
from cms.api.choosing import Choice, choose, parse_fields
from cms.api.conditions import Fields, parameters
from cms.api.forms import PARAMETERS, Form, origin, renditions
from cms.api.members import of_all, stored
from cms.api.sessionless import DETAIL_PARAMETERS, JSON, SessionlessMixin
from cms.delivery.site import root_url
from cms.kinds.fields import child_relations, filterable
from cms.representations import represent, with_origin
from cms.representations.encoding import to_json


class RepresentedMixin(SessionlessMixin):
    """An endpoint whose objects have representations."""

    detail_parameters = DETAIL_PARAMETERS | PARAMETERS
    filter_backends: list = [
        list_parameters.FieldsFilter,
        list_parameters.OrderingFilter,
        list_parameters.VisibleSearchFilter,
    ]

    @cached_property
    def types(self) -> list[type[Model]]:
        """The types that are asked for; all objects are of one of them."""
        return [self.model]

    #: Parameters of filters that the types declare, which are no fields' then.
    declared: Mapping[str, Any] = {}
    facets: Mapping[str, list[dict]] = {}

    @cached_property
    def fields(self) -> Fields:
        """What lists of each type can be filtered by."""
        return {model: self._filterable(model) for model in self.types}

    @property
    def all_fields(self) -> list[Fields]:
        """The same, with what every type has where none is asked for: by the types that have it."""
        return [self.fields]

    def check_list_parameters(self) -> None:
        known = {name for fields in self.all_fields for name in parameters(fields)}
        self.check_parameters(self.known_query_parameters | known)
        self.resolve_rich_text_format()  # refused in an empty list too

    def listing_view(self, request: HttpRequest) -> HttpResponse:
        self.check_list_parameters()
        form = self.list_form()
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        found = self.represent(page)
        besides = self.besides([each["id"] for each in found])
        items = [form.of(each) | besides.get(each["id"], {}) for each in found]
        meta = {"total_count": self.paginator.total_count}
        if self.facets:
            meta["facets"] = self.facets
        return self.answer({"meta": meta, "items": items}, form)

    def detail_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.check_parameters(self.detail_parameters)
        self.resolve_rich_text_format()
        found = self.represent([self.get_object()])
        if not found:
            raise Http404("not found")
        form = self.detail_form()
        return self.answer(form.of(found[0]), form)

    def represent(self, instances: Iterable[Model]) -> list[dict]:
        """The representations of what was found, in its order."""
        return represent(instances)

    def besides(self, keys: list[int]) -> dict[int, dict]:
        """Members of a list's items, by key, that tell of the question and not of the object."""
        return {}

    def answer(self, data: dict, form: Form) -> HttpResponse:
        return HttpResponse(to_json(with_origin(data, form.origin)), content_type=JSON)

    def list_form(self) -> Form:
        """The form in which a list is answered. Raises `BadRequestError` for what makes no sense,
        in an empty list too.
        """
        default = frozenset(self.get_listing_default_fields(self.types[0]))
        fields = self.request.GET.get("fields")
        choice = choice_of(type(self), fields, self.shown_types, default, self.shows_shared)
        return self._form(lambda label: choice)

    @property
    def shown_types(self) -> tuple[type[Model], ...]:
        """The types whose members a list may show."""
        return tuple(self.types)

    #: Whether only those are shown that all of them have.
    shows_shared = False

    def find_view(self, request: HttpRequest) -> HttpResponse:
        # What the detail would refuse is refused before a client is sent there.
        self.resolve_rich_text_format()
        self.detail_form()
        return super().find_view(request)

    def detail_form(self) -> Form:
        """The form in which a single object is answered, of whichever type it turns out to be."""
        fields, endpoint = self.request.GET.get("fields"), type(self)
        return self._form(lambda label: choice_of(endpoint, fields, (endpoint.model_of(label),)))

    @classmethod
    def model_of(cls, label: str) -> type[Model]:
        """The type that an object's `meta.type` names."""
        return cls.model

    def _form(self, choose: Callable[[str], Choice | None]) -> Form:
        root = root_url(self.request)
        return Form(origin(self.request, root), choose, renditions(self.request))

    def _filterable(self, model: type[Model]) -> dict:
        names = self.get_available_fields(model, db_fields_only=True)
        return filterable(model, [name for name in names if name != "locale"])


@lru_cache(maxsize=200)
def choice_of(
    endpoint: type[RepresentedMixin],
    fields: str | None,
    models: tuple[type[Model], ...],
    default: frozenset[str] | None = None,
    shared: bool = False,
) -> Choice | None:
    """The members that `fields` asks for of objects of these types, of those that all of them have
    if `shared`; unasked those of `default`, or all. None: all that is stored.
    """
    members = of_all(models, endpoint.get_available_fields)
    if shared:
        common = set.intersection(*(set(endpoint.get_available_fields(each)) for each in models))
        names = [*endpoint.get_available_fields(endpoint.model), *members]
        members = {name: members[name] for name in names if name in common}
    children = frozenset(name for model in models for name in child_relations(model))
    default = frozenset(members) if default is None else default
    choice = choose(parse_fields(fields), members, default, children)
    is_whole = not shared and all(stored(model).keys() <= choice.names for model in models)
    return None if is_whole and not choice.nested else choice
