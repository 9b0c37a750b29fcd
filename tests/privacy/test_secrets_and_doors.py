"""Every secret is tried through every door."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass

import pytest

from tests.privacy.answer import Answer
from tests.privacy.door import PUBLIC_STATE, Door
from tests.privacy.doors import DOORS
from tests.privacy.hiding import SECRETS, Secret
from tests.privacy.references import Kind
from tests.privacy.world import World
from tests.undo import undone

pytestmark = pytest.mark.django_db

CONTROLS = [
    pytest.param(kind, door, id=f"{kind}-{door.name}")
    for kind in Kind
    for door in DOORS
    if kind in door.kinds and door.shows
]
# Those of a secret run in one process, since they share its world.
CASES = [
    pytest.param(
        secret, door, id=f"{secret.name}-{door.name}", marks=pytest.mark.xdist_group(secret.name)
    )
    for secret in SECRETS
    for door in DOORS
    if secret.kind in door.kinds
]
# What a session could open is the restricted.
SESSION_CASES = [
    case for case in CASES if case.values[0].is_known and case.values[1].knows_no_session
]


@dataclass
class Hidden:
    """The world in which a secret is one, and what doors answer where it has never been."""

    secret: Secret
    world: World
    forgotten: dict[str, Answer]


def ask(door: Door, world: World, client: str = "anonymous") -> Answer:
    # What reading leaves in the log of publications stays, as it does on a site that is visited.
    with undone() if door.changes_something or client != "anonymous" else nullcontext():
        return door.ask(world, client)


@pytest.fixture(scope="module")
def public(django_db_setup, django_db_blocker) -> Iterator[World]:
    """The world before anything is secret; all of it has been asked for, and so is stored."""
    with django_db_blocker.unblock(), undone():
        world = World.build()
        for door in DOORS:
            answer = ask(door, world)
            if door.if_none_match == PUBLIC_STATE:
                world.validators[door.way] = answer.etag
        yield world


@pytest.fixture(scope="module")
def forgotten() -> dict[object, dict[str, Answer]]:
    """The answers of worlds without a secret, by the way it is forgotten: many share one."""
    return {}


# One world serves all doors of a secret, since making it takes longer than asking.
@pytest.fixture(scope="module")
def hidden(request: pytest.FixtureRequest, public: World, forgotten) -> Iterator[Hidden]:
    secret: Secret = request.param
    with undone():
        world = public.fresh()
        secret.hide(world)
        if secret.forget not in forgotten:
            with undone():
                secret.forget(world)
                forgotten[secret.forget] = {
                    door.name: ask(door, world) for door in DOORS if secret.kind in door.kinds
                }
        yield Hidden(secret, world, forgotten[secret.forget])


@pytest.mark.parametrize(("kind", "door"), CONTROLS)
def test_what_is_public_is_shown(public: World, kind: Kind, door: Door):
    """Otherwise the tests below would pass for a door that leads nowhere."""
    answer = ask(door, public, door.opens_for)
    mark = public.marks[kind][door.shows]
    assert mark not in answer.asked
    assert answer.shows(mark)


@pytest.mark.parametrize("door", [door for door in DOORS if door.if_none_match == PUBLIC_STATE])
def test_what_is_public_still_is_not_sent_again(public: World, door: Door):
    assert public.validators[door.way]
    assert ask(door, public).text.startswith("304")


@pytest.mark.parametrize(("hidden", "door"), CASES, indirect=["hidden"])
def test_a_secret_is_not_shown_and_looks_as_if_it_had_never_been(hidden: Hidden, door: Door):
    known = door.known if hidden.secret.is_known else frozenset()
    for client in door.outsiders:
        answer = ask(door, hidden.world, client)
        assert answer.marks_shown(hidden.world.marks[hidden.secret.kind]) - known == set()
        # It would say that what the client has is public still.
        assert door.if_none_match != PUBLIC_STATE or not answer.text.startswith("304")
    if door.tells_nothing and not (hidden.secret.is_known and door.knows):
        assert answer.text == hidden.forgotten[door.name].text


@pytest.mark.parametrize(("hidden", "door"), SESSION_CASES, indirect=["hidden"])
def test_a_session_opens_nothing(hidden: Hidden, door: Door):
    # Markdown is made of a page that is rendered for the session, so its Vary header differs.
    assert ask(door, hidden.world, "superuser").content == ask(door, hidden.world).content
