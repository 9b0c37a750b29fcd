"""Every address of the admin is asked as everybody who gets in, for what they may not see."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.conf import settings
from django.contrib.messages import get_messages

from cms.testing.undo import undone
from home.setup.roles import APPROVER, EDITOR
from tests.privacy import admin_world
from tests.privacy.admin_addresses import Pattern, patterns
from tests.privacy.admin_world import (
    BARE,
    CONFINED,
    DRAFT,
    RESTRICTED,
    SUPERUSER,
    TRASHED,
    WORD,
    Account,
)
from tests.privacy.answer import text_of
from tests.privacy.asker import Asker, HandlerOf

# Some 500 requests, each of which renders a page of the admin.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1200)]

#: A search that finds every secret, and the choice of them among those that are offered.
SEARCH = f"q={WORD}&id={RESTRICTED}&id={DRAFT}"
API_QUERIES = ["fields=*", f"search={WORD}", f"id={RESTRICTED}", f"child_of={RESTRICTED}"]
#: What else is asked for, where the answer to nothing offers it.
OFFERED = ["export=csv", f"collection_id={RESTRICTED}"]
#: The views of wagtailmedia, which the tests install for its block, name all collections.
OF_ANOTHER_PACKAGE = "media/chooser/"
#: A form that keeps the numbers of what colleagues have chosen, without their names.
KEEPS_NUMBERS = "/admin/releases/edit/"
#: Fields of forms in which an object is named.
FORM = dict.fromkeys(
    ["chooser", "new_parent_page", "collection", "page", "parent_page"], RESTRICTED
)


@pytest.fixture(scope="module")
def accounts(django_db_setup, django_db_blocker) -> Iterator[dict[str, Account]]:
    with django_db_blocker.unblock(), undone():
        yield admin_world.build()


class Visitor:
    """An account that asks, each time as if nothing had been asked before."""

    def __init__(self, account: Account) -> None:
        self.client = Asker(raise_request_exception=False)
        self.client.handler = HandlerOf(account.user)
        self.client.force_login(account.user)
        self.session = self.client.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, method: str, address: str) -> str:
        """All that comes back: status, headers, content, and the messages for the next page."""
        self.client.cookies.clear()
        self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        with undone():
            response = getattr(self.client, method)(address, FORM if method == "post" else None)
            told = [str(message) for message in get_messages(response.wsgi_request)]
            return "\n".join([unescape(text_of(response)), *told])


def answers(pattern: Pattern, account: Account, visitor: Visitor) -> Iterator[tuple[str, str, str]]:
    """Method, address and answer of all that an account asks there."""
    secret = TRASHED if pattern.form.startswith("trash/") else RESTRICTED
    for address in pattern.addresses((secret, *account.owns)):
        plain = visitor.ask("get", address)
        yield "get", address, plain
        if str(secret) in address:
            yield "post", address, visitor.ask("post", address)
            continue
        queries = [query for query in OFFERED if query.split("=")[0] in plain]
        if _is_searched(pattern, plain):
            queries += API_QUERIES if pattern.form.startswith("api/") else [SEARCH]
        for query in queries:
            yield "get", f"{address}?{query}", visitor.ask("get", f"{address}?{query}")
        if "bulk/" in pattern.form:
            for own in account.owns:
                yield "post", address, visitor.ask("post", f"{address}?id={own}")


def _is_searched(pattern: Pattern, plain: str) -> bool:
    """Whether it is worth while to search there: a whole page that offers no search has none."""
    offers = 'name="q"' in plain or "<!doctype html>" not in plain.lower()
    return offers and (not pattern.names or "bulk/" in pattern.form)


def told(account: Account, address: str, answer: str) -> set[str]:
    """What an answer tells that the account must not be told. A number that it has asked for is
    no secret any more.
    """
    lower = answer.lower()
    marks = {name for name, text in account.marks.items() if text in lower}
    links = {found[1] for found in re.finditer(account.link, answer)}
    known = links if address.startswith(KEEPS_NUMBERS) else ()
    return marks | {each for each in links if each not in address and each not in known}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xdist_group(f"admin as {name}"))
        for name in (EDITOR.name, APPROVER.name, CONFINED, BARE)
    ],
)
def test_nobody_is_told_of_what_they_may_not_see(accounts, name):
    account = accounts[name]
    visitor = Visitor(account)
    faults = [
        f"{method} {address}: {answer[:3]} {sorted(found)}"
        for pattern in patterns()
        if not pattern.form.startswith(OF_ANOTHER_PACKAGE)
        for method, address, answer in answers(pattern, account, visitor)
        if (found := told(account, address, answer)) or answer.startswith("5")
    ]
    assert faults == [], "\n".join(faults)


def test_an_administrator_is_told_of_all_of_it(accounts):
    """Otherwise the test above would pass for addresses that lead nowhere."""
    account = accounts[SUPERUSER]
    visitor = Visitor(account)
    shown: set[str] = set()
    for pattern in patterns():
        for _method, address, answer in answers(pattern, account, visitor):
            assert not answer.startswith("5"), address
            shown |= told(account, "", answer)
    assert shown == {*account.marks, str(RESTRICTED), str(DRAFT), str(TRASHED)}
