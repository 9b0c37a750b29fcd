"""A form names what is chosen in it by number. Who writes the number of something that they may
not see into it is not told what that is, and it is not stored; what somebody else has chosen stays.
"""

import json
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.testing.undo import undone
from home.models import StandardPage
from tests.privacy import admin_world
from tests.privacy.admin_world import CONFINED, OF_THE_CONFINED, RESTRICTED, SUPERUSER, Account

pytestmark = pytest.mark.django_db

EDIT = f"/admin/pages/{OF_THE_CONFINED}/edit/"
COPY = f"/admin/pages/{OF_THE_CONFINED}/copy/"
NOT_TOLD = "Valgt af en anden; du m"
#: Where a form of a page names a page, an image or a document by a chooser.
CHOSEN = ["image", "image in the body", "document", "page"]
#: A text in which each kind is named.
TEXT = (
    f'<p><a linktype="page" id="{RESTRICTED}">Side</a> '
    f'<a linktype="document" id="{RESTRICTED}">Dokument</a></p>'
)


@pytest.fixture(scope="module")
def accounts(django_db_setup, django_db_blocker) -> Iterator[dict[str, Account]]:
    with django_db_blocker.unblock(), undone():
        yield admin_world.build()


def form(title: str) -> dict:
    """The form of a page in which each of `CHOSEN` is the secret."""
    documents = {"heading": "", "documents": streamfield([("", str(RESTRICTED))])}
    body = [
        ("image", {"image": str(RESTRICTED), "caption": ""}),
        ("documents", documents),
        ("page_card", str(RESTRICTED)),
    ]
    return nested_form_data(
        {
            "title": title,
            "slug": "egen-side",
            "lede": "",
            "image": str(RESTRICTED),
            "body": streamfield(body),
            "comments": inline_formset([]),
        }
    )


def refused(*kinds: str) -> str:
    """The message for the secrets of these kinds."""
    found = " og ".join(f"{kind} {RESTRICTED}" for kind in kinds)
    if len(kinds) > 2:
        found = found.replace(" og ", ", ", len(kinds) - 2)
    return f"Du kan ikke vælge {found}. Vælg noget andet."


def told(account: Account, answer: str) -> set[str]:
    return {name for name, mark in account.marks.items() if mark in answer.lower()}


def asked(account: Account) -> Client:
    client = Client()
    client.force_login(account.user)
    return client


@pytest.mark.parametrize(("name", "times"), [(CONFINED, len(CHOSEN)), (SUPERUSER, 0)])
def test_a_form_that_is_shown_again(accounts, name, times):
    response = asked(accounts[name]).post(EDIT, form(title=""))
    assert response.status_code == 200
    check(accounts[name], response.content.decode(), times)


@pytest.mark.parametrize(("name", "times"), [(CONFINED, len(CHOSEN)), (SUPERUSER, 0)])
def test_what_somebody_else_has_chosen_stays(accounts, name, times):
    assert asked(accounts[SUPERUSER]).post(EDIT, form("Egen side")).status_code == 302
    client = asked(accounts[name])
    assert client.post(EDIT, form("Ny titel")).status_code == 302
    check(accounts[name], client.get(EDIT).content.decode(), times)
    page = stored()
    assert (page.title, page.image_id) == ("Ny titel", RESTRICTED)
    assert [each["type"] for each in page.body.raw_data] == ["image", "documents", "page_card"]


def test_what_nobody_has_chosen_is_refused(accounts):
    before = stored()
    response = asked(accounts[CONFINED]).post(EDIT, form("Egen side"))
    assert response.status_code == 200
    refusals = response.context["form"].errors
    assert refusals == {
        "image": [refused("billede")],
        "body": [refused("billede", "dokument", "side")],
    }
    answer = unescape(response.content.decode())
    assert refused("billede") in answer
    # The editor of the body is given its message as JSON.
    assert json.dumps(refused("billede", "dokument", "side")) in answer
    assert stored().latest_revision_id == before.latest_revision_id


def test_nor_is_it_shown_in_a_preview(accounts):
    client = asked(accounts[CONFINED])
    answer = client.post(f"{EDIT}preview/", form("Egen side")).json()
    assert (answer["is_valid"], told(accounts[CONFINED], str(answer))) == (False, set())


def test_nor_in_a_text(accounts):
    values = nested_form_data(
        {
            "title": "Egen side",
            "slug": "egen-side",
            "lede": "",
            "image": "",
            "body": streamfield([("text", rich_text(TEXT))]),
            "comments": inline_formset([]),
        }
    )
    response = asked(accounts[CONFINED]).post(EDIT, values)
    assert response.context["form"].errors == {"body": [refused("dokument", "side")]}


@pytest.mark.parametrize(
    ("address", "values", "field"),
    [
        (f"/admin/cms/person/edit/{OF_THE_CONFINED}/", {"name": "Ny"}, "photo"),
        ("/admin/cms/person/create/", {"name": "Ny"}, "photo"),
    ],
)
def test_nor_in_a_form_of_another_model(accounts, address, values, field):
    response = asked(accounts[CONFINED]).post(address, {**values, field: RESTRICTED})
    assert response.context["form"].errors == {field: [refused("billede")]}


def stored() -> StandardPage:
    """The latest version of the page that the form is about."""
    return StandardPage.objects.get(pk=OF_THE_CONFINED).get_latest_revision_as_object()


def check(account: Account, answer: str, times: int) -> None:
    """The answer tells nothing at all, or all that the superuser is told."""
    found = told(account, answer)
    expected = set() if times else {"image", "document", "new title"}
    assert expected <= found if expected else found == set()
    assert answer.count(NOT_TOLD) == times


def test_a_copy_is_put_nowhere_unseen(accounts):
    account = accounts[CONFINED]
    response = asked(account).post(
        COPY, {"new_title": "Ny", "new_slug": "ny", "new_parent_page": RESTRICTED}
    )
    assert (response.status_code, told(account, response.content.decode())) == (200, set())


@pytest.mark.parametrize("parent", ["", "x", "0", "9" * 30])
def test_a_copy_is_put_nowhere_that_is_not_there(accounts, parent):
    values = {"new_title": "Ny", "new_slug": "ny", "new_parent_page": parent}
    response = asked(accounts[SUPERUSER]).post(COPY, values)
    assert response.status_code == 200
    assert "new_parent_page" in response.context["form"].errors


@pytest.mark.parametrize("rest", ["", "?a=1"])
def test_the_address_of_a_page_tells_of_it_to_who_may_see_it(accounts, rest):
    address = StandardPage.objects.get(pk=RESTRICTED).full_url + rest
    form = {"external-link-chooser-url": address, "external-link-chooser-link_text": ""}
    given = {"url": address, "title": address, "prefer_this_title_as_link_text": False}
    for name, is_told in ((CONFINED, False), (SUPERUSER, True)):
        response = asked(accounts[name]).post("/admin/choose-external-link/", form)
        found = told(accounts[name], response.content.decode()) - {"path"}
        assert found == ({"new title"} if is_told else set())
        if not is_told:
            assert response.json() == {"step": "external_link_chosen", "result": given}
