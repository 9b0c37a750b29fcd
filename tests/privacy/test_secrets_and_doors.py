"""Every secret is tried through every door."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field

import pytest

from cms.publications.models import Publication
from cms.testing.remembering import remembering
from cms.testing.undo import undone
from conftest import number_changes
from tests.privacy.answer import Answer
from tests.privacy.door import PUBLIC_STATE, Door
from tests.privacy.doors import DOORS
from tests.privacy.hiding import SECRETS, Secret
from tests.privacy.references import Kind
from tests.privacy.world import World

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
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def answer(self, door: Door, client: str) -> Answer:
        """Ask once, whoever wants to know it."""
        if (door.name, client) not in self.answers:
            self.answers[door.name, client] = ask(door, self.world, client)
        return self.answers[door.name, client]


def ask(door: Door, world: World, client: str = "anonymous") -> Answer:
    # What reading leaves in the log of publications stays, as it does on a site that is visited.
    with undone() if door.changes_something or client != "anonymous" else nullcontext():
        return door.ask(world, client)


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The database for all of the module; pytest-django's fixture of this name takes back after
    each test what was set up during it, and a secret's world is to last longer. What is rendered
    is remembered, as on a site that runs: a secret must not be found there either.
    """
    with django_db_blocker.unblock(), undone(), remembering():
        yield


@pytest.fixture(scope="module")
def public(db) -> Iterator[World]:
    """The world before anything is secret; all of it has been asked for, and so is stored."""
    with undone():
        world = World.build()
        for door in DOORS:
            answer = ask(door, world)
            if door.if_none_match == PUBLIC_STATE:
                world.validators[door.way] = answer.etag
        yield world


@pytest.fixture(scope="module")
def hidden(public: World) -> Iterator[Callable[[Secret], Hidden]]:
    """Give the world of a secret. One serves all its doors until another secret is asked for,
    since making it takes far longer than asking.
    """
    forgotten: dict[object, dict[str, Answer]] = {}
    current: list[Hidden] = []
    with ExitStack() as world:

        def of(secret: Secret) -> Hidden:
            if not current or current[0].secret is not secret:
                world.close()
                current[:] = [world.enter_context(hiding(secret, public, forgotten))]
            return current[0]

        yield of


@contextmanager
def hiding(
    secret: Secret, public: World, forgotten: dict[object, dict[str, Answer]]
) -> Iterator[Hidden]:
    """Make a secret, and take it back at the end. Many share the way in which they are forgotten,
    and so the answers of the world without them.
    """
    with undone():
        world = public.fresh()
        secret.hide(world)
        # The address of a page that is gone says so, if that was all that hid it.
        likeness = (secret.forget, reason_of(world))
        if likeness not in forgotten:
            with undone():
                secret.forget(world)
                forgotten[likeness] = {
                    door.name: ask(door, world)
                    for door in DOORS
                    if secret.kind in door.kinds and door.tells_nothing
                }
        yield Hidden(secret, world, forgotten[likeness])


def reason_of(world: World) -> str | None:
    """Why the page that stands for the secret is a tombstone."""
    number_changes()
    return Publication.objects.filter(pk=world.page.pk).values_list("reason", flat=True).first()


@pytest.mark.parametrize(("kind", "door"), CONTROLS)
def test_what_is_public_is_shown(public: World, kind: Kind, door: Door):
    """Otherwise the tests below would pass for a door that leads nowhere."""
    answer = ask(door, public, door.opens_for)
    mark = public.marks[kind][door.shows]
    assert mark not in answer.asked
    assert answer.shows(mark)


@pytest.mark.parametrize("name", ["page", "API list", "API detail", "index", "section front"])
def test_what_is_public_is_named_by_a_tag(public: World, name: str):
    [door] = [each for each in DOORS if each.name == name]
    assert f"page-{public.page.pk}" in ask(door, public).tags


@pytest.mark.parametrize("door", [door for door in DOORS if door.if_none_match == PUBLIC_STATE])
def test_what_is_public_still_is_not_sent_again(public: World, door: Door):
    assert public.validators[door.way]
    assert ask(door, public).text.startswith("304")


@pytest.mark.parametrize(("secret", "door"), CASES)
def test_a_secret_is_not_shown_and_looks_as_if_it_had_never_been(
    hidden, secret: Secret, door: Door
):
    there = hidden(secret)
    known = door.known if secret.is_known else frozenset()
    for client in door.outsiders:
        answer = there.answer(door, client)
        assert answer.marks_shown(there.world.marks[secret.kind]) - known == set()
        # It would say that what the client has is public still.
        assert door.if_none_match != PUBLIC_STATE or not answer.text.startswith("304")
        assert secret.kind is not Kind.PAGE or f"page-{there.world.page.pk}" not in answer.tags
    if door.tells_nothing and not (secret.is_known and door.knows):
        assert answer.text == there.forgotten[door.name].text


@pytest.mark.parametrize(("secret", "door"), SESSION_CASES)
def test_a_session_opens_nothing(hidden, secret: Secret, door: Door):
    there = hidden(secret)
    # Asked first, since what is numbered for a session is taken back, and told by its time.
    content = there.answer(door, "anonymous").content
    # Markdown is made of a page that is rendered for the session, so its Vary header differs.
    assert there.answer(door, "superuser").content == content
