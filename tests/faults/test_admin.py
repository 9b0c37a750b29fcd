"""Every address of the admin is sent what no form of it sends: nothing at all, and queries that
nobody knows. It may refuse that, and never breaks.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from cms.testing.undo import undone
from tests.privacy import admin_world
from tests.privacy.admin_addresses import patterns
from tests.privacy.admin_world import RESTRICTED, SUPERUSER
from tests.privacy.asker import Asker

# Some 500 requests, each of which renders a page of the admin.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1200)]

#: Names that lists filter by somewhere, and one that nobody knows; with values that don't fit.
UNKNOWN = "collection_id=1&ukendt=x&ukendt__pk=x&organisation__ukendt=x&o=x&p=x&tag=x&ordering=x"


@pytest.fixture(scope="module")
def administrator(django_db_setup, django_db_blocker) -> Iterator[Client]:
    with django_db_blocker.unblock(), undone():
        client = Asker(raise_request_exception=False)
        client.force_login(admin_world.build()[SUPERUSER].user)
        yield client


def addresses() -> Iterator[str]:
    return (address for pattern in patterns() for address in pattern.addresses([RESTRICTED]))


def test_no_address_breaks_at_an_empty_form(administrator):
    found = broken(administrator, "post", addresses())
    assert found == [], "\n".join(found)


def test_no_address_breaks_at_an_unknown_query(administrator):
    found = broken(administrator, "get", (f"{each}?{UNKNOWN}" for each in addresses()))
    assert found == [], "\n".join(found)


def test_who_sent_half_a_form_is_told_so(administrator):
    address = f"/admin/pages/{RESTRICTED}/edit/"
    with undone():
        response = administrator.post(address)
        script = administrator.post(address, headers={"X-Requested-With": "XMLHttpRequest"})
    assert (response.status_code, script.status_code) == (400, 400)
    assert "Formularen er ikke hel" in response.content.decode()
    assert script.json()["detail"] == "The form lacks fields that belong to it."


@pytest.mark.parametrize("signed", ["", "x", "x:y"])
def test_an_import_of_no_file(administrator, signed):
    values = {"import_file_name": signed, "input_format": signed}
    response = administrator.post("/admin/redirects/import/process/", values)
    assert response.status_code == 400


def broken(client: Client, method: str, asked: Iterator[str]) -> list[str]:
    """Those that are answered by a 5xx, with what was raised."""
    found = []
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    for address in asked:
        client.cookies.clear()  # some addresses sign out
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        with undone():
            response = getattr(client, method)(address)
        if response.status_code >= 500:
            found.append(f"{address}: {response.status_code} {getattr(response, 'exc_info', None)}")
    return found
