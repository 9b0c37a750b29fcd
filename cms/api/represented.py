"""Lists and details made of representations, and the form of the answer: which members are shown,
which renditions, and how URLs are written.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

from cms.api import list_parameters
from cms.api.conditions import Fields, parameters
from cms.api.refusals import NotAllowed, listed, rendition_names
from cms.api.selection import Selection, of_all, parse_fields, select, stored
from cms.api.sessionless import DETAIL_PARAMETERS, JSON, SessionlessMixin
from cms.delivery.site import root_url
from cms.kinds.fields import child_relations, filterable
from cms.publications.rows import Found, Part
from cms.representations import SITE_ORIGIN, represent, with_origin
from cms.representations.encoding import to_json

#: Values of `urls`.
URLS = ["absolute", "relative"]
#: How `site` names a site: by its host, perhaps with a port.
SITE = "^[^:]*(:[0-9]{1,5})?$"

#: Parameters that any object's answer can be formed with.
PARAMETERS = frozenset({"urls", "renditions"})


@dataclass(frozen=True)
class Output:
    """How stored JSON is answered."""

    #: What stands in place of `SITE_ORIGIN`.
    origin: str
    #: What is chosen of an object of a type, by its label; None: all of it.
    select: Callable[[str], Selection | None]
    #: The specs of the renditions that are shown; None: all.
    renditions: frozenset[str] | None = None
    part: Part = Part.PAGE

    @property
    def is_whole(self) -> bool:
        """Whether objects of all types are answered as they are stored."""
        return self.renditions is None and self.select("") is None

    def one(self, text: str) -> bytes:
        """Return an object, from its stored JSON."""
        return self.written(self.narrowed(text))

    def many(
        self, texts: dict[int, str], total: int, extra_members: dict[int, dict], facets: dict
    ) -> bytes:
        """Return a list of objects, as in v2, from their stored JSON by key. `extra_members` tell
        of the question, and not of the object; `facets` is a member of the list's `meta`, if it is
        asked for.
        """
        if extra_members:
            found = [
                to_json(self.of(json.loads(text)) | extra_members[key]).decode()
                for key, text in texts.items()
            ]
        else:
            found = list(map(self.narrowed, texts.values()))
        meta = {"total_count": total} | ({"facets": facets} if facets else {})
        # Text by text: of half a megabyte at once, each copy would be new memory of the system.
        items = b",".join(map(self.written, found))
        return b"".join(
            [self.written(f'{{"meta":{to_json(meta).decode()},"items":['), items, b"]}"]
        )

    def of(self, representation: dict) -> dict:
        """Return the same of an object that isn't stored; its URLs are left as they are."""
        selection = self.select(representation["meta"]["type"])
        if selection is not None:
            representation = selection.of(representation)
        if self.renditions is not None:
            return _with_renditions(representation, self.renditions)
        return representation

    def narrowed(self, text: str) -> str:
        """Return stored JSON of an object, with what is chosen of it."""
        if self.renditions is None and self.select(type_in(text)) is None:
            return text
        return to_json(self.of(json.loads(text))).decode()

    def written(self, text: str) -> bytes:
        """Return JSON with stored URLs as it is sent."""
        return text.replace(SITE_ORIGIN, self.origin).encode()


def digest_of(output: Output, total: int | None, found: Found, written: dict[int, str]) -> str:
    """Return a digest of all that a list of whole pages consists of: as good as one of its bytes,
    of which there are many more.
    """
    stored = {row.page_id: row.digest for row in found.rows if row.is_filled}
    digests = [stored.get(key) or _sha256(text) for key, text in written.items()]
    return _sha256("\n".join([output.origin, str(total), *digests]))[:32]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def type_in(text: str) -> str:
    """Return the `meta.type` of a page's stored JSON, before which only its `id` stands."""
    start = text.index('"type":"') + len('"type":"')
    return text[start : text.index('"', start)]


def origin(request: HttpRequest, root_url: str) -> str:
    """Return what URLs begin with, as `urls` asks: the site's root URL, or nothing."""
    value = request.GET.get("urls", "absolute")
    if value not in URLS:
        raise NotAllowed(f"'{value}' is not a valid value for urls", URLS)
    return root_url if value == "absolute" else ""


def renditions(request: HttpRequest) -> frozenset[str] | None:
    """Return the specs that `renditions=card,width-640|format-webp` asks for: each by itself, or
    all those of a name in the setting `RENDITION_SPECS`.
    """
    if (value := request.GET.get("renditions")) is None:
        return None
    named, found = rendition_names(), set()
    for name in listed("renditions", value) if value else ():
        if name not in named:
            raise NotAllowed(f"'{name}' is not a valid value for renditions", named)
        found.update(named[name])
    return frozenset(found)


def _with_renditions(value: Any, specs: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_with_renditions(item, specs) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: [each for each in item if each["spec"] in specs]
        if name == "renditions" and _are_renditions(item)
        else _with_renditions(item, specs)
        for name, item in value.items()
    }


def _are_renditions(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and "spec" in each for each in value
    )


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
        output = self.list_output()
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        found = self.represent(page)
        extra_members = self.extra_members([each["id"] for each in found])
        items = [output.of(each) | extra_members.get(each["id"], {}) for each in found]
        meta = {"total_count": self.paginator.total_count}
        if self.facets:
            meta["facets"] = self.facets
        return self.answer({"meta": meta, "items": items}, output)

    def detail_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.check_parameters(self.detail_parameters)
        self.resolve_rich_text_format()
        found = self.represent([self.get_object()])
        if not found:
            raise Http404("not found")
        output = self.detail_output()
        return self.answer(output.of(found[0]), output)

    def represent(self, instances: Iterable[Model]) -> list[dict]:
        """Return the representations of what was found, in its order."""
        return represent(instances)

    def extra_members(self, keys: list[int]) -> dict[int, dict]:
        """Return members of a list's items, by key, that tell of the question and not of the
        object.
        """
        return {}

    def answer(self, data: dict, output: Output) -> HttpResponse:
        return HttpResponse(to_json(with_origin(data, output.origin)), content_type=JSON)

    def list_output(self) -> Output:
        """Return the form in which a list is answered. Raises `BadRequestError` for what makes no
        sense, in an empty list too.
        """
        default = frozenset(self.get_listing_default_fields(self.types[0]))
        fields = self.request.GET.get("fields")
        selection = selection_of(type(self), fields, self.shown_types, default, self.shows_shared)
        return self._output(lambda label: selection)

    @property
    def shown_types(self) -> tuple[type[Model], ...]:
        """The types whose members a list may show."""
        return tuple(self.types)

    #: Whether only those are shown that all of them have.
    shows_shared = False

    def find_view(self, request: HttpRequest) -> HttpResponse:
        # What the detail would refuse is refused before a client is sent there.
        self.resolve_rich_text_format()
        self.detail_output()
        return super().find_view(request)

    def detail_output(self) -> Output:
        """Return the form in which a single object is answered, of whichever type it turns out to
        be.
        """
        fields, endpoint = self.request.GET.get("fields"), type(self)
        return self._output(
            lambda label: selection_of(endpoint, fields, (endpoint.model_of(label),))
        )

    @classmethod
    def model_of(cls, label: str) -> type[Model]:
        """Return the type that an object's `meta.type` names."""
        return cls.model

    def _output(self, select: Callable[[str], Selection | None]) -> Output:
        root = root_url(self.request)
        return Output(origin(self.request, root), select, renditions(self.request))

    def _filterable(self, model: type[Model]) -> dict:
        return filterable_of(type(self), model)


@lru_cache(maxsize=200)
def filterable_of(endpoint: type[RepresentedMixin], model: type[Model]) -> dict:
    """Return what lists of a type can be filtered by. A list of all types asks it of each."""
    names = endpoint.get_available_fields(model, db_fields_only=True)
    return filterable(model, [name for name in names if name != "locale"])


@lru_cache(maxsize=200)
def selection_of(
    endpoint: type[RepresentedMixin],
    fields: str | None,
    models: tuple[type[Model], ...],
    default: frozenset[str] | None = None,
    shared: bool = False,
) -> Selection | None:
    """Return the members that `fields` asks for of objects of these types, of those that all of
    them have if `shared`; unasked those of `default`, or all. None: all that is stored.
    """
    members = of_all(models, endpoint.get_available_fields)
    if shared:
        common = set.intersection(*(set(endpoint.get_available_fields(each)) for each in models))
        names = [*endpoint.get_available_fields(endpoint.model), *members]
        members = {name: members[name] for name in names if name in common}
    children = frozenset(name for model in models for name in child_relations(model))
    default = frozenset(members) if default is None else default
    selection = select(parse_fields(fields), members, default, children)
    is_whole = not shared and all(stored(model).keys() <= selection.names for model in models)
    return None if is_whole and not selection.nested else selection
