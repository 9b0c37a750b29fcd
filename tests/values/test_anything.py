"""Hostile texts and extreme dates in every field and block of every type, by form and by SQL: no
door fails, and no list loses anything but them. Types, fields, blocks and what else editors edit
are found, so that those of a plugin are tested because it is installed. VALUES_EXAMPLES says how
many examples are tried besides those that stand here; `make soak` tries many.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import pytest
from django import forms
from django.conf import settings as project
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.test import Client, override_settings
from django.urls import reverse
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from wagtail.fields import StreamField

from cms.testing.undo import undone
from conftest import number_changes
from tests.values.doors import admin_lists, ask, forms_of, lists, shown
from tests.values.forms import Input, data_of, inputs_of
from tests.values.world import World

EXAMPLES = int(os.environ.get("VALUES_EXAMPLES", "0"))
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600 + 300 * EXAMPLES)]
examples = settings(
    derandomize=True,
    max_examples=max(EXAMPLES, 1),
    deadline=None,
    database=None,
    # An example takes seconds: no other is looked for.
    phases=[Phase.explicit, Phase.generate] if EXAMPLES else [Phase.explicit],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
#: Columns by which pages are found, not what they say.
STRUCTURE = {"path", "url_path", "translation_key", "file_hash"}
CHARACTERS = "\x01\x08\x0b\x0c\x1f\x7f\x85\u2028\ufffe\u202e\u030aaA<&>\"'%;,:\n\\{}/?#~. "
TEXTS = ["\x0b\x08<b>&\ufffe", "", "../?#%00/~1", "{{x}}{% y %}\\,;:\n\r", "\u2028A\u030a\u202e"]
SQL_DATES = [
    *("0001-01-01", "9999-12-31 23:59", "infinity", "-infinity"),
    *("0044-03-15 BC", "12000-01-01", "1900-01-01", "2199-12-31"),
]
#: Dates as they are, so that all that comes with them is stored.
KEPT = [None]
#: Its sample of wagtailmedia's video is none, so its form is never taken.
NOT_TAKEN = {"CoursePage"}
FORM_DATES = [
    "01.01.0001",
    "31.12.9999",
    "31.12.1899",
    "01.01.2200",
    "31.12.2199",
    "32.13.2022",
    "0",
]
hostile = st.lists(
    st.text(CHARACTERS, max_size=20) | st.text(max_size=20).filter(lambda text: "\0" not in text),
    min_size=5,
    max_size=5,
)
by_sql = st.lists(st.sampled_from(SQL_DATES), min_size=5, max_size=5)
by_form = st.lists(st.sampled_from(FORM_DATES), min_size=5, max_size=5)


@dataclass
class Place:
    """A world, who edits it, and what of the sound each list showed before anything was hostile."""

    world: World
    admin: Client
    #: Address and object of what editors edit besides pages.
    snippets: dict[str, models.Model]
    shown: dict[str, set[str]]
    shown_to_editors: dict[str, set[str]]


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The database for all of the module: making the world takes longer than a test."""
    with django_db_blocker.unblock(), undone():
        yield


@pytest.fixture(scope="module")
def place(db) -> Place:
    editor = get_user_model().objects.create_superuser("redaktør", password="pw")
    admin = Client()
    admin.force_login(editor)
    world = World.build()
    snippets = world.snippets(editor)
    asked = _answers(Client(), lists(world), {200})
    by_editors = _answers(admin, admin_lists(world, [*snippets]), {200})
    before = [{a: shown(world, each) for a, each in found.items()} for found in (asked, by_editors)]
    del before[1][reverse("wagtailadmin_home")]  # is no list: of all that comes, it shows the next
    return Place(world, admin, snippets, *before)


def _answers(client: Client, addresses: Iterable[str], allowed: set[int]) -> dict:
    """The answers by address. All that fail are named at once."""
    client.raise_request_exception = False
    answers, faults = {}, {}
    for address in addresses:
        try:
            answers[address] = ask(client, address)
        except Exception as error:  # of who reads the format
            faults[address] = repr(error)
        else:
            if answers[address].status_code not in allowed:
                faults[address] = answers[address].status_code
    assert faults == {}
    return answers


def _assert_nothing_is_lost(place: Place, *, editors: bool) -> None:
    """Every list answers, and shows all of the sound that it has shown before."""
    world = place.world
    asked = _answers(Client(), lists(world), {200})
    pairs = [(before, asked[address], address) for address, before in place.shown.items()]
    if editors:
        asked = _answers(place.admin, admin_lists(world, [*place.snippets]), {200})
        pairs += [(before, asked[a], a) for a, before in place.shown_to_editors.items()]
    lost = {address: before - shown(world, answer) for before, answer, address in pairs}
    assert {address: marks for address, marks in lost.items() if marks} == {}


def test_lists_show_what_is_sound(place):
    """Otherwise the tests below would pass for lists that show nothing."""
    for page in place.world.sound:
        found = [a for a, marks in place.shown.items() if page.slug in marks]
        assert "/sitemap.xml" in found, page
        assert any(address.startswith("/api/v2/pages/?type=") for address in found)
    for subject in (place.world.topic, place.world.person):
        assert subject.slug in place.shown["/sitemap.xml"]
    assert {type(each).__name__ for each in place.snippets.values()} >= {
        *("Person", "Topic", "Audience", "SiteSettings")
    }


#: What forms would not let in is answered all the same, though not as the document promises.
WITHOUT_DOCUMENT = [each for each in project.MIDDLEWARE if "conformity" not in each]


class TestBySQL:
    @examples
    @example(TEXTS, SQL_DATES)
    @given(texts=hostile, dates=by_sql)
    def test_no_list_loses_what_is_sound(self, place, texts, dates):
        with override_settings(MIDDLEWARE=WITHOUT_DOCUMENT), undone():
            for model, keys in place.world.rows.items():
                _overwrite(model, keys, cycle(texts), cycle(dates))
            number_changes()
            _assert_nothing_is_lost(place, editors=True)
            own = (address for page in place.world.hostile for address in forms_of(page))
            _answers(Client(), own, {200, 404, 503})


class TestByForm:
    @examples
    @example([text for text in TEXTS if text], KEPT)
    @given(texts=hostile, dates=by_form)
    def test_no_list_loses_what_is_sound(self, place, texts, dates):
        editor = get_user_model().objects.get()
        refused = {}
        with undone():
            for address, instance in [*_forms_of_pages(place), *place.snippets.items()]:
                inputs = _with(inputs_of(instance, editor), cycle(texts), cycle(dates))
                response = place.admin.post(address, data_of(inputs) | {"action-publish": "1"})
                assert response.status_code in (200, 302), instance
                if response.status_code == 200:
                    refused[type(instance).__name__] = response.context["form"].errors
            number_changes()
            _assert_nothing_is_lost(place, editors=False)
        assert all(refused.values())
        if dates is KEPT:  # otherwise nothing hostile would have been stored
            assert refused.keys() <= NOT_TAKEN


def _forms_of_pages(place: Place) -> Iterator[tuple[str, models.Model]]:
    for page in place.world.hostile:
        yield reverse("wagtailadmin_pages:edit", args=[page.pk]), page


def _with(
    inputs: list[Input], texts: Iterator[str], dates: Iterator[str | None]
) -> Iterator[Input]:
    """The inputs with other texts and dates, but the slug, so that the page stays where it is, and
    the time in which it is live.
    """
    for each in inputs:
        if each.name in ("go_live_at", "expire_at"):
            yield Input(each.name, "", each.field)
        elif isinstance(each.field, forms.DateField | forms.DateTimeField):
            date = next(dates)
            yield Input(each.name, each.value if date is None else date, each.field)
        elif type(each.field) is forms.CharField and isinstance(each.value, str):
            value = each.value if "{" in each.value else next(texts)
            yield Input(each.name, value, each.field)
        else:
            yield each


def _overwrite(
    model: type[models.Model], keys: list, texts: Iterator[str], dates: Iterator[str]
) -> None:
    """Every text and date of these rows of a model's own table."""
    for field in model._meta.local_concrete_fields:
        if field.primary_key or field.remote_field or field.name in STRUCTURE:
            continue
        if field.choices or isinstance(field, models.FileField):
            continue  # no text, but a word of the code or of the storage
        if isinstance(field, StreamField):
            for instance in model._base_manager.filter(pk__in=keys):
                raw = getattr(instance, field.name).get_prep_value()
                _set(model, field, json.dumps(_other(raw, texts, dates)), instance.pk)
        elif isinstance(field, models.SlugField) and field.unique:
            for key in keys:
                _set(model, field, f"{next(texts)[:20]}{key}", key)
        elif isinstance(field, models.DateField):
            for key in keys:
                _set(model, field, next(dates), key)
        elif isinstance(field, models.CharField | models.TextField) and not field.unique:
            for key in keys:
                _set(model, field, next(texts)[: field.max_length], key)


def _set(model: type[models.Model], field: models.Field, value: str, key: Any) -> None:
    table, column, primary = model._meta.db_table, field.column, model._meta.pk.column
    with connection.cursor() as cursor:
        statement = f'UPDATE "{table}" SET "{column}" = %s WHERE "{primary}" = %s'
        cursor.execute(statement, [value, key])


def _other(value: Any, texts: Iterator[str], dates: Iterator[str]) -> Any:
    if isinstance(value, dict):
        return {
            name: item if name in ("type", "id") else _other(item, texts, dates)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_other(item, texts, dates) for item in value]
    if isinstance(value, str):
        return next(dates) if value[:2] == "20" and value[4:5] == "-" else next(texts)
    return value
