"""The page of the admin that shows every block and card in all its states."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.plugins import content_types
from cms.previews.blocks import block_previews
from cms.previews.states import LONG, TypePreview
from cms.testing import factories

pytestmark = pytest.mark.django_db

TYPES = {model._meta.label: model for model in content_types()}


def test_every_type_and_every_block_is_there(admin_client):
    response = admin_client.get(reverse("cms_previews"))
    assert [preview.label for preview in response.context["types"]] == list(TYPES)
    names = {block["name"] for block in response.context["blocks"]}
    streams = {
        name
        for model in TYPES.values()
        for field in model._meta.concrete_fields
        if hasattr(field, "stream_block")
        for name in field.stream_block.child_blocks
    }
    assert names == streams
    assert response.content.decode().count(f">{LONG}</a>") >= len(TYPES)


@pytest.mark.parametrize("label", TYPES)
def test_a_page_is_shown_in_each_of_its_states(label, admin_client):
    for number, (_label, members) in enumerate(TypePreview(TYPES[label]).states):
        response = admin_client.get(reverse("cms_page_preview", args=[label, number]))
        page = response.context["page"]
        assert page | members == page | {
            name: members[name] for name in members if name not in page
        }


def test_what_a_type_says_of_its_states_shows_on_its_card():
    """A misspelt member would change nothing."""
    wrong = {
        (label, str(state)): name
        for label, model in TYPES.items()
        for state, members in model.preview_states.items()
        for name in members
        if name not in TypePreview(model).representation
    }
    assert wrong == {}


@pytest.mark.parametrize(("label", "number"), [("cms.Nothing", 0), (next(iter(TYPES)), 99)])
def test_what_does_not_exist_is_not_found(label, number, admin_client):
    assert admin_client.get(reverse("cms_page_preview", args=[label, number])).status_code == 404


ADDRESSES = [reverse("cms_previews"), reverse("cms_page_preview", args=[next(iter(TYPES)), 0])]


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_who_may_use_the_admin_gets_in(address, client):
    login = f"{reverse('wagtailadmin_login')}?next={address}"
    assert client.get(address).headers["Location"] == login
    client.force_login(get_user_model().objects.create_user("medlem"))
    assert client.get(address).status_code == 302


def test_what_is_not_public_is_not_taken_for_a_sample(admin_client):
    hidden = [
        factories.page(model, title=f"Fortroligt {number}")
        for number, model in enumerate(TYPES.values())
        if not model._meta.label.startswith("home.Home")
    ]
    for page in hidden:
        page.unpublish()
    html = admin_client.get(reverse("cms_previews")).content.decode()
    assert "Fortroligt" not in html


def test_the_blocks_of_a_body_are_shown_once():
    names = [block["name"] for block in block_previews()]
    assert names.count("heading") == 1
