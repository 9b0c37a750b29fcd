"""What a page or site holds that is not for everybody, or not yet: through every door, in a world
where all else is public. The same marks are shown once it is time.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.rich_text import RichText

from cms.models import SiteSettings
from cms.testing.remembering import remembering
from cms.testing.undo import undone
from events.models import EventPage
from tests.privacy.answer import Answer
from tests.privacy.door import Door
from tests.privacy.doors import DOORS
from tests.privacy.keyed import keys_of
from tests.privacy.world import World, mark

DAY = timedelta(days=1)
Hide = Callable[[World, str], None]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), undone(), remembering():
        made = World.build()
        made.keys.update(keys_of(made))  # for all: what the first one made would be undone after it
        yield made


def tell(world: World, text: str, start=None, end=None) -> None:
    message = {"text": RichText(f"<p>{text}</p>"), "severity": "warning"}
    stored = SiteSettings.for_site(world.site)
    stored.messages.append(("site", message | {"start": start, "end": end}))
    stored.save()


def message_before_its_time(world: World, text: str) -> None:
    tell(world, text, start=timezone.now() + DAY)


def message_after_its_time(world: World, text: str) -> None:
    tell(world, text, end=timezone.now() - DAY)


def link(world: World, text: str, **values: object) -> None:
    page = EventPage.objects.get(pk=world.page.pk)
    page.attendance_mode = "hybrid"
    page.online_url = f"https://video.example.dk/{text}"
    for name, value in values.items():
        setattr(page, name, value)
    page.save()


def link_for_participants(world: World, text: str) -> None:
    link(world, text)


def public_link_of_a_cancelled_event(world: World, text: str) -> None:
    link(world, text, online_url_is_public=True, status="cancelled")


def public_link_of_an_event_that_is_over(world: World, text: str) -> None:
    now = timezone.now()
    link(world, text, online_url_is_public=True, start=now - 2 * DAY, end=now - DAY)


def public_link(world: World, text: str) -> None:
    link(world, text, online_url_is_public=True)


#: What is asked for at once: the messages beside the first of the states of one event.
TOGETHER: list[tuple[Hide, ...]] = [
    (message_before_its_time, message_after_its_time, link_for_participants),
    (public_link_of_a_cancelled_event,),
    (public_link_of_an_event_that_is_over,),
]
SECRETS = [hide for together in TOGETHER for hide in together]
PUBLIC_DOORS = [door for door in DOORS if door.opens_for == "anonymous" and not door.knows]
PUBLIC_DOORS += [door for door in DOORS if door.way in ("{path}", "{path}?format=json")]


def ask(world: World, doors: list[Door]) -> dict[str, Answer]:
    answers = {}
    for door in doors:
        # What reading leaves in the log stays, as it does on a site that is visited.
        with undone() if door.changes_something else nullcontext():
            answers[door.name] = door.ask(world)
    return answers


def doors_showing(answers: dict[str, Answer], text: str) -> list[str]:
    return [name for name, answer in answers.items() if answer.shows(text)]


@pytest.fixture(scope="module")
def hidden(world: World) -> Callable[[Hide], tuple[str, dict[str, Answer]]]:
    """Give the text of a secret, and what all doors answer while it is one."""
    known: dict[Hide, tuple[str, dict[str, Answer]]] = {}

    def of(hide: Hide) -> tuple[str, dict[str, Answer]]:
        if hide not in known:
            [together] = [each for each in TOGETHER if hide in each]
            texts = {each: mark() for each in together}
            with undone():
                for each, text in texts.items():
                    each(world, text)
                answers = ask(world, PUBLIC_DOORS)
            known.update({each: (text, answers) for each, text in texts.items()})
        return known[hide]

    return of


@pytest.mark.django_db
@pytest.mark.parametrize("hide", SECRETS, ids=lambda hide: hide.__name__)
def test_no_door_shows_it(hidden, hide: Hide):
    text, answers = hidden(hide)
    assert doors_showing(answers, text) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("show", "names"),
    [
        (tell, {"API site", "page"}),
        (public_link, {"page", "page as JSON by format", "API detail"}),
    ],
    ids=["message", "link"],
)
def test_doors_show_what_is_public(world: World, show: Callable, names: set[str]):
    text = mark()
    doors = [door for door in DOORS if door.name in names]
    with undone():
        show(world, text)
        assert set(doors_showing(ask(world, doors), text)) == names
