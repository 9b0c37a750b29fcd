"""Hostile texts and extreme dates in every field and block of every type, by form and by SQL: no
door fails, and no list is lost. Types, fields and blocks are found, so that those of a plugin are
tested because it is installed. VALUES_EXAMPLES says how many examples `make soak` tries.
"""

import json
import os
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from cms.models import ContentPage, Person, SiteSettings, Topic
from cms.plugins import content_types
from cms.testing import factories, samples
from conftest import number_changes
from tests.values.doors import admin_lists, ask, forms_of, lists
from tests.values.forms import Input, data_of, inputs_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("VALUES_EXAMPLES" not in os.environ, reason="takes minutes: in make soak"),
]
examples = settings(
    derandomize=True,
    max_examples=int(os.environ.get("VALUES_EXAMPLES", "2")),
    deadline=None,
    database=None,
    phases=[Phase.generate],  # an example takes seconds: no other is looked for
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
#: Columns by which pages are found, not what they say.
STRUCTURE = {"path", "url_path", "translation_key"}
CHARACTERS = "\x01\x08\x0b\x0c\x1f\x7f\x85\u2028\ufffe\u202e\u030aaA<&>\"'%;,:\n\\{}"
hostile = st.lists(
    st.text(CHARACTERS, max_size=20) | st.text(max_size=20).filter(lambda text: "\0" not in text),
    min_size=5,
    max_size=5,
)
by_sql = st.lists(
    st.sampled_from(
        [
            *("0001-01-01", "9999-12-31 23:59", "infinity", "-infinity"),
            *("0044-03-15 BC", "12000-01-01", "1900-01-01", "2199-12-31"),
        ]
    ),
    min_size=5,
    max_size=5,
)
by_form = st.lists(
    st.sampled_from(["01.01.0001", "31.12.9999", "31.12.1899", "01.01.2200", "32.13.2022", "0"]),
    min_size=5,
    max_size=5,
)


@pytest.fixture
def pages() -> list[ContentPage]:
    """A page of every type with something in every field."""
    return [_filled(model) for model in content_types()]


def _filled(model: type[ContentPage]) -> ContentPage:
    try:
        with transaction.atomic():
            return factories.page(model, **samples.all_values(model, 1))
    except ValidationError:  # of fields that depend on each other
        return factories.page(model)


class TestBySQL:
    @examples
    @given(texts=hostile, dates=by_sql)
    def test_no_door_fails(self, admin, client, pages, texts, dates):
        with transaction.atomic():
            SiteSettings.for_site(Site.objects.get(is_default_site=True))
            for model in {*(type(page) for page in pages), Page, Person, Topic, SiteSettings}:
                _overwrite(model, cycle(texts), cycle(dates))
            number_changes()
            client.logout()
            statuses = {address: ask(client, address).status_code for address in lists(pages)}
            alone = {a: ask(client, a).status_code for page in pages for a in forms_of(page)}
            transaction.set_rollback(True)
        assert {a: status for a, status in statuses.items() if status not in (200, 404, 503)} == {}
        assert {a: status for a, status in alone.items() if status not in (200, 404, 503)} == {}


class TestByForm:
    @examples
    @given(texts=hostile, dates=by_form)
    def test_no_door_fails(self, admin, editor, pages, texts, dates):
        with transaction.atomic():
            for page in pages:
                inputs = _with(inputs_of(page, editor), cycle(texts), cycle(dates))
                address = reverse("wagtailadmin_pages:edit", args=[page.pk])
                response = admin.post(address, data_of(inputs) | {"action-publish": "1"})
                assert response.status_code in (200, 302), page
            number_changes()
            addresses = [*lists(pages), *admin_lists(pages)]
            statuses = {address: ask(admin, address).status_code for address in addresses}
            transaction.set_rollback(True)
        assert {a: status for a, status in statuses.items() if status != 200} == {}


def _with(inputs: list[Input], texts: Iterator[str], dates: Iterator[str]) -> Iterator[Input]:
    """The inputs with other texts and dates, but the slug, so that the page stays where it is."""
    for each in inputs:
        if isinstance(each.field, forms.DateField | forms.DateTimeField):
            yield Input(each.name, next(dates), each.field)
        elif type(each.field) is forms.CharField and isinstance(each.value, str):
            value = each.value if "{" in each.value else next(texts)
            yield Input(each.name, value, each.field)
        else:
            yield each


def _overwrite(model: type[models.Model], texts: Iterator[str], dates: Iterator[str]) -> None:
    """Every text and date of all rows of a model's own table."""
    for field in model._meta.local_concrete_fields:
        if field.primary_key or field.remote_field or field.name in STRUCTURE or field.unique:
            continue
        if isinstance(field, StreamField):
            _overwrite_streams(model, field, texts, dates)
        elif isinstance(field, models.DateField):
            _set(model, field, next(dates))
        elif isinstance(field, models.CharField | models.TextField) and field.name != "slug":
            _set(model, field, next(texts)[: field.max_length])


def _set(model: type[models.Model], field: models.Field, value: str, key: Any = None) -> None:
    where, parameters = ("", [value]) if key is None else (" WHERE id = %s", [value, key])
    with connection.cursor() as cursor:
        statement = f'UPDATE "{model._meta.db_table}" SET "{field.column}" = %s{where}'
        cursor.execute(
            statement.replace("WHERE id", f'WHERE "{model._meta.pk.column}"'), parameters
        )


def _overwrite_streams(model, field: StreamField, texts, dates) -> None:
    for instance in model._default_manager.all():
        raw = getattr(instance, field.name).get_prep_value()
        _set(model, field, json.dumps(_other(raw, texts, dates)), instance.pk)


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
