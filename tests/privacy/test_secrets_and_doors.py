"""Every secret is tried through every door.

A secret is a test and each of its doors a subtest, since a test of its own for each would take as
long as what it asks.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

import pytest

from cms.publications.backlog import build_backlog
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


@dataclass
class Asked:
    """A world, and what doors answer in it: each is asked once, whoever wants to know it."""

    world: World
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def answer(self, door: Door, client: str = "anonymous") -> Answer:
        if (door.name, client) not in self.answers:
            self.answers[door.name, client] = ask(door, self.world, client)
        return self.answers[door.name, client]


@dataclass(kw_only=True)
class Hidden(Asked):
    """The world in which a secret is one, and what doors answer where it has never been."""

    secret: Secret
    forgotten: dict[str, Answer]


def ask(door: Door, world: World, client: str = "anonymous") -> Answer:
    world.sign_in(client)  # for all that it asks, so nothing of what is taken back
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
def public(db) -> Iterator[Asked]:
    """The world before anything is secret; all of it has been asked for, and so is stored."""
    with undone():
        asked = Asked(World.build())
        number_changes()
        assert sum(build_backlog()) > 0
        for door in DOORS:
            answer = asked.answer(door, door.opens_for)
            if door.if_none_match == PUBLIC_STATE:
                asked.world.validators[door.way] = answer.etag
        yield asked


@pytest.fixture(scope="module")
def forgotten() -> dict[tuple, Answer]:
    """What doors answer in worlds without a secret, by its likeness: see `hiding`."""
    return {}


@contextmanager
def hiding(secret: Secret, public: World, forgotten: dict[tuple, Answer]) -> Iterator[Hidden]:
    """Make a secret, and take it back at the end. Many share the way in which they are forgotten,
    and so the answers of the world without them: there it is asked once through each door.
    """
    with undone():
        world = public.fresh()
        secret.hide(world)
        gone = tombstones()
        likenesses = {
            door: (secret.forget, door.name, gone if door.says_why else None)
            for door in doors_to(secret.kind)
            if looks_alike(secret, door)
        }
        if missing := [door for door, likeness in likenesses.items() if likeness not in forgotten]:
            with undone():
                secret.forget(world)
                for door in missing:
                    forgotten[likenesses[door]] = ask(door, world)
        never = {door.name: forgotten[likeness] for door, likeness in likenesses.items()}
        yield Hidden(world, secret=secret, forgotten=never)


def doors_to(kind: Kind) -> list[Door]:
    return [door for door in DOORS if kind in door.kinds]


def looks_alike(secret: Secret, door: Door) -> bool:
    """Whether the door looks the same with the secret behind it as where it has never been."""
    return door.tells_nothing and not (secret.is_known and door.knows)


def tombstones() -> tuple:
    """The pages that were public, and why they are no more, as their addresses may say."""
    number_changes()
    gone = Publication.objects.filter(was_public=False).order_by("pk")
    return tuple(gone.values_list("pk", "reason"))


@pytest.mark.parametrize("kind", Kind)
def test_what_is_public_is_shown(public: Asked, subtests: pytest.Subtests, kind: Kind):
    """Otherwise the tests below would pass for a door that leads nowhere."""
    for door in doors_to(kind):
        if door.shows:
            with subtests.test(door.name):
                answer = public.answer(door, door.opens_for)
                mark = public.world.marks[kind][door.shows]
                assert mark not in answer.asked
                assert answer.shows(mark)


@pytest.mark.parametrize("name", ["page", "API list", "API detail", "index", "section front"])
def test_what_is_public_is_named_by_a_tag(public: Asked, name: str):
    [door] = [each for each in DOORS if each.name == name]
    assert f"page-{public.world.page.pk}" in public.answer(door).tags


@pytest.mark.parametrize("door", [door for door in DOORS if door.if_none_match == PUBLIC_STATE])
def test_what_is_public_still_is_not_sent_again(public: Asked, door: Door):
    assert public.world.validators[door.way]
    assert ask(door, public.world).text.startswith("304")


@pytest.mark.parametrize("secret", [pytest.param(each, id=each.name) for each in SECRETS])
def test_a_secret_is_not_shown_and_looks_as_if_it_had_never_been(
    public: Asked, forgotten: dict[tuple, Answer], subtests: pytest.Subtests, secret: Secret
):
    closed = [door for door in doors_to(secret.kind) if secret.name not in door.opens]
    with hiding(secret, public.world, forgotten) as hidden:
        for door in closed:
            with subtests.test(door.name):
                nothing_is_shown(hidden, door)
            # What a session could open is the restricted.
            if secret.is_known and door.knows_no_session:
                with subtests.test(f"{door.name}, with a session"):
                    a_session_opens_nothing(hidden, door)


def nothing_is_shown(hidden: Hidden, door: Door) -> None:
    world, secret = hidden.world, hidden.secret
    known = door.known if secret.is_known else frozenset()
    for client in door.outsiders:
        answer = hidden.answer(door, client)
        assert answer.marks_shown(world.marks[secret.kind]) - known == set()
        # It would say that what the client has is public still.
        assert door.if_none_match != PUBLIC_STATE or not answer.text.startswith("304")
        assert secret.kind is not Kind.PAGE or f"page-{world.page.pk}" not in answer.tags
    if looks_alike(secret, door):
        assert answer.text == hidden.forgotten[door.name].text


def a_session_opens_nothing(hidden: Hidden, door: Door) -> None:
    # Asked first, since what is numbered for a session is taken back, and told by its time.
    content = hidden.answer(door, "anonymous").content
    # Markdown is made of a page that is rendered for the session, so its Vary header differs.
    assert hidden.answer(door, "superuser").content == content
