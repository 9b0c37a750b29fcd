"""The doors of who brings a key that doesn't open what is secret: one that opens nothing besides,
one of another section, and one that has expired.
"""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from wagtail.models import APIToken, Page

from cms.keys.models import KeyScope
from cms.users.models import User
from tests.privacy.answer import Answer
from tests.privacy.door import Door
from tests.privacy.world import World

PAGES = "/api/v2/pages/"
EVENTS = f"{PAGES}?type=events.EventPage"
PLAIN, ELSEWHERE, EXPIRED = "plain", "elsewhere", "expired"


def keys_of(owner: User) -> dict[str, str]:
    """Make the keys of an account that may see everything; return them by what they are."""
    section = Page.objects.get(slug="dokumenter")
    made, opens = {}, {"opens_restricted": True, "opens_drafts": True}
    for name, scope in {
        PLAIN: None,
        ELSEWHERE: {"section": section, **opens},
        EXPIRED: {
            "section": Page.objects.get(depth=1),
            "expires_at": timezone.now() - timedelta(seconds=1),
            **opens,
        },
    }.items():
        token, made[name] = APIToken.create_token(user=owner, name=name)
        if scope is not None:
            KeyScope.objects.create(token=token, **scope)
    return made


def with_key(name: str, address: str) -> Callable[[World, str], Answer]:
    """A way that asks at an address with one of the keys."""

    def ask(world: World, client: str) -> Answer:
        if not world.keys:
            world.keys.update(keys_of(world.users["superuser"]))
        return world.ask(address, headers={"authorization": f"Bearer {world.keys[name]}"})

    return ask


KEYED = [
    Door(f"{called} with the key of {name}", with_key(name, address), shows, only_reads=True)
    for name, called, address, shows in [
        (PLAIN, "list", f"{PAGES}?fields=*", "seo"),
        (PLAIN, "detail", f"{PAGES}{{id}}/", "body"),
        (PLAIN, "draft", f"{PAGES}{{id}}/?draft=true", None),
        (ELSEWHERE, "list", f"{EVENTS}&fields=*&order=-first_published_at", "body"),
        (ELSEWHERE, "count", f"{EVENTS}&venue={{venue}}&limit=0", None),
        (ELSEWHERE, "facets", f"{EVENTS}&facets=*&limit=0", "town"),
        (ELSEWHERE, "order", f"{PAGES}?child_of={{index_id}}&order=-title", "title"),
        (ELSEWHERE, "search", f"{PAGES}?search={{title}}", "slug"),
        (ELSEWHERE, "detail", f"{PAGES}{{id}}/", "body"),
        (ELSEWHERE, "draft", f"{PAGES}{{id}}/?draft=true", None),
        (ELSEWHERE, "page found by its path", f"{PAGES}find/?html_path={{path}}", "body"),
        (EXPIRED, "list", PAGES, None),
        (EXPIRED, "detail", f"{PAGES}{{id}}/", None),
        (EXPIRED, "draft", f"{PAGES}{{id}}/?draft=true", None),
    ]
]
# Where a page is for members is no secret to who knows its address.
KEYED += [
    Door(
        f"page as JSON with the key of {name}",
        with_key(name, "{path}?format=json"),
        shows,
        known=frozenset({"slug"}),
        only_reads=True,
    )
    for name, shows in [(PLAIN, "body"), (ELSEWHERE, "body"), (EXPIRED, None)]
]
