"""Every address of the admin that takes what is sent is sent a form that would change something,
by everybody who gets in: what it changes is what the table of rights says, and nothing else.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple, dataclass

import pytest
from django.contrib.auth.models import Group
from django.urls import resolve
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Collection

from cms.testing.undo import undone
from cms.users.models import User
from conftest import number_changes
from home.setup.roles import APPROVER, EDITOR, ROLES
from tests.privacy import admin_world
from tests.privacy.admin_addresses import Pattern, patterns
from tests.privacy.admin_forms import Sent, forms
from tests.privacy.admin_furnishing import DESTINATION, NEIGHBOURS, OTHER, SECTION, furnish
from tests.privacy.admin_rights import ELSEWHERE, IN_VAIN, MAY, PARTLY
from tests.privacy.admin_sender import Sender
from tests.privacy.admin_world import BARE, SUPERUSER

pytestmark = pytest.mark.django_db

#: Of what the tests install: not part of the site.
OF_OTHERS = ("media/", "snippets/courses/", "snippets/choose/courses/")


@dataclass(frozen=True)
class Action:
    """Something that an administrator may do: a form, where it is sent, and what it changes, which
    may be nothing.
    """

    name: str
    address: str
    values: Sent
    changes: frozenset[str]


@pytest.fixture(scope="module")
def senders(django_db_setup, django_db_blocker) -> Iterator[dict[str, Sender]]:
    with django_db_blocker.unblock(), undone():
        accounts = admin_world.build()
        users = {name: accounts[name].user for name in (SUPERUSER, BARE)}
        furnish(users[SUPERUSER])
        for role in ROLES:
            users[role.name] = User.objects.create_user(f"{role.name} i sektionen")
            users[role.name].groups.add(Group.objects.get(name=role.name))
        made = {name: Sender(user) for name, user in users.items()}
        number_changes()
        yield made


def addresses(pattern: Pattern, number: int) -> Iterator[str]:
    """Where its forms are sent for the object of a number."""
    if "destination_id" in pattern.names:
        yield f"/admin/pages/{number}/move/{DESTINATION}/confirm/"
        return
    for address in pattern.addresses([number]):
        if "/action/copy/" in address and "api/" in address:
            for name in PagesAdminAPIViewSet.actions:
                yield address.replace("/copy/", f"/{name}/")
        elif "/action/" in address and "/copy/" in address:
            yield address.replace("/copy/", "/reject/")
        else:
            yield f"{address}?id={number}" if "bulk/" in pattern.form else address


def sent_first(number: int) -> Sent:
    """What any form is sent before it is known."""
    return {
        "chooser": DESTINATION,
        "collection": Collection.get_first_root_node().pk,
        "destination_page_id": DESTINATION,
        "new_parent_page": DESTINATION,
        "new": OTHER,
        "revision_id": number,
        "root_page": DESTINATION,
    }


def actions(boss: Sender) -> Iterator[Action]:
    """What an administrator can do with what is in the section, found by doing it."""
    for pattern in patterns():
        if pattern.form.startswith(OF_OTHERS):
            continue
        number = SECTION.of(pattern)
        for address in addresses(pattern, number):
            view = getattr(resolve(address.partition("?")[0]).func, "view_class", None)
            if view is not None and not hasattr(view, "post"):
                continue
            yield from _found(boss, address, number)


def _found(boss: Sender, address: str, number: int) -> Iterator[Action]:
    first = sent_first(number)
    changes, response = boss.send(address, first)
    named = address.removeprefix("/admin/").partition("?")[0]
    name = re.sub(rf"\b({number}|{DESTINATION})\b", "*", named)
    if changes:
        yield Action(name, address, first, frozenset(changes))
    if changes or response.status_code in (404, 405):
        return
    offered = list(forms(response, address))
    if not offered:
        with undone():
            offered = list(forms(boss.ask("get", address), address))
    seen = set[tuple[str, frozenset]]()
    for button, values in offered:
        values = values | {key: first[key] for key in first if key in values}
        changes, response = boss.send(address, values)
        if changes and (button, frozenset(changes)) not in seen:
            seen.add((button, frozenset(changes)))
            yield Action(f"{name} {button}".strip(), address, values, frozenset(changes))
    if not seen:
        yield Action(name, address, first, frozenset())


def of_the_neighbours(address: str) -> str:
    """The same address, of what the neighbours have."""
    for own, other in zip(astuple(SECTION), astuple(NEIGHBOURS), strict=True):
        address = address.replace(str(own), str(other))
    return address


def test_what_is_sent_changes_what_the_table_of_rights_says(senders):
    may, partly, elsewhere = defaultdict(set), defaultdict(set), defaultdict(set)
    bare, in_vain = set(), set()
    for action in actions(senders[SUPERUSER]):
        if not action.changes:
            in_vain.add(action.name)
            continue
        for role in ROLES:  # each has all rights of those before it
            changes = senders[role.name].send(action.address, action.values)[0]
            if changes >= action.changes:
                may[role.name].add(action.name)
                break
            if changes:
                partly[role.name].add(action.name)
        else:
            may[SUPERUSER].add(action.name)
        other = of_the_neighbours(action.address)
        for name in (EDITOR.name, APPROVER.name) if other != action.address else ():
            if senders[name].send(other, action.values)[0]:
                elsewhere[name].add(action.name)
                break
        for address in {action.address, other}:
            if senders[BARE].send(address, action.values)[0]:
                bare.add(address)
    assert [each for sender in senders.values() for each in sender.broken] == []
    assert bare == set()
    assert (may, partly, elsewhere) == (MAY, PARTLY, ELSEWHERE)
    assert in_vain == IN_VAIN
