"""Each example of the OpenAPI document is asked at its endpoint, which takes it."""

import json
from collections.abc import Iterator
from functools import cache

import pytest
from courses.models import CoursePage, Teacher
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.api.openapi import document
from cms.api.openapi.filters import fields_of
from cms.api.views import PagesEndpoint
from cms.kinds.lookups import Filterable
from cms.representations.schema import page_types
from cms.testing import factories
from cms.testing.undo import undone
from events.models import Audience
from tests.api.conftest import settle
from tests.api.test_openapi import parameters_at

pytestmark = pytest.mark.django_db

CASES = [
    pytest.param(path, name, id=f"{path}?{name}")
    for path in document()["paths"]
    for name in parameters_at(path)
]
#: What a parameter goes with, where it does not stand alone.
TOGETHER = {"highlight": {"search": "klima"}, "search_operator": {"search": "klima"}}
#: What of an example holds for some types alone, and for which.
OF_TYPES = {"fields": "news.NewsPage"}
#: Refusals of an example that is as it should be: this site has no such thing.
OF_THIS_SITE = {
    "site": "Invalid site parameter: www.example.dk",
    "ancestor_of": "descendant page doesn't exist",
    **{
        name: f"{name} 'klima' doesn't exist; give its id or its slug"
        for name in ("topic", "audience", "network")
    },
}


@pytest.mark.parametrize(("path", "name"), CASES)
def test_the_endpoint_takes_it(client: Client, shown, path, name):
    parameter = parameters_at(path)[name]
    example = parameter["example"]
    value = example if isinstance(example, str) else json.dumps(example)
    address = path.replace("{id}", str(shown_at(path, shown)))
    address = address.replace("{path}", "moeder-og-netvaerk/")
    response = client.get(address, with_type(path, name) | TOGETHER.get(name, {}) | {name: value})
    if name == "draft":  # which a key has to open
        assert (response.status_code, response.json()["reason"]) == (401, "missing")
    elif response.status_code == 400:
        assert response.json()["message"] == OF_THIS_SITE[name]
    else:
        may_be_unknown = "/find/" in path or name == "site"
        assert response.status_code in ([200, 302, 404] if may_be_unknown else [200])


@pytest.fixture(scope="module")
def shown(content, django_db_blocker) -> Iterator[dict[str, Model]]:
    """Something that is there, by the name of its endpoint; all of it is built."""
    with django_db_blocker.unblock(), undone():
        course = factories.page(CoursePage, teacher=Teacher.objects.create(name="Anna Holm"))
        audience = Audience.objects.create(name="Ledere", slug="ledere")
        content.event.audiences = [audience]
        content.event.save()
        redirect = Redirect.objects.create(old_path="/gammel", redirect_page=content.first)
        settle()
        yield {
            "images": content.image,
            "documents": content.document,
            "redirects": redirect,
            "teachers": course.teacher,
            "persons": content.first.contact,
            "topics": content.climate,
            "audiences": audience,
            "pages": content.first,
        }


def shown_at(path: str, shown: dict[str, Model]) -> int:
    """The id of something that is there."""
    kind = path.removeprefix(reverse("wagtailapi:index")).split("/")[0]
    return shown.get(kind, shown["pages"]).pk


def with_type(path: str, name: str) -> dict[str, str]:
    """The type that a filter of its fields needs; none where every page has the field."""
    changes = reverse("wagtailapi:changes:listing")
    if path != reverse("wagtailapi:pages:listing") and not path.startswith(changes):
        return {}
    if name in OF_TYPES:
        return {"type": OF_TYPES[name]}
    field, _, lookup = name.partition("__")

    def is_taken_for(model) -> bool:
        found = filters_of_pages(model).get(field)
        return found is not None and (not lookup or lookup in found.lookups)

    if is_taken_for(Page):
        return {}
    having = [model for model in page_types() if is_taken_for(model)]
    return {"type": having[0]._meta.label} if having else {}


@cache
def filters_of_pages(model: type[Page]) -> dict[str, Filterable]:
    return fields_of(PagesEndpoint, model)
