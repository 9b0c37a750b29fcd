"""A form names what is chosen in it by number. Who writes the number of something that they may
not see into it is not told what that is, neither in the form that they sent nor in what is stored.
"""

from collections.abc import Iterator

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.testing.undo import undone
from home.models import StandardPage
from tests.privacy import admin_world
from tests.privacy.admin_world import CONFINED, OF_THE_CONFINED, RESTRICTED, SUPERUSER, Account

pytestmark = pytest.mark.django_db

EDIT = f"/admin/pages/{OF_THE_CONFINED}/edit/"
COPY = f"/admin/pages/{OF_THE_CONFINED}/copy/"
NOT_TOLD = "Valgt af en anden; du m"
#: Where a form of a page names a page, an image or a document.
CHOSEN = ["image", "image in the body", "document", "page"]


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
def test_a_page_that_is_stored(accounts, name, times):
    client = asked(accounts[name])
    assert client.post(EDIT, form(title="Egen side")).status_code == 302
    check(accounts[name], client.get(EDIT).content.decode(), times)
    # What is not shown stays chosen.
    page = StandardPage.objects.get(pk=OF_THE_CONFINED).get_latest_revision_as_object()
    assert page.image_id == RESTRICTED
    assert [each["type"] for each in page.body.raw_data] == ["image", "documents", "page_card"]


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
