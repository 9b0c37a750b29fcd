"""The doors of who brings a key that doesn't open what is secret: one that opens nothing besides,
drafts alone, or another section, one of a member who is in no group, and one that has expired.
"""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from wagtail.models import APIToken, Page

from cms.keys.models import KeyScope
from cms.publications.cursors import Cursor, epoch
from cms.publications.opening import Opening
from tests.privacy.answer import Answer
from tests.privacy.changes import without_address
from tests.privacy.door import Door
from tests.privacy.references import PAGES, REFERRED
from tests.privacy.world import World

LISTS = "/api/v2/pages/"
EVENTS = f"{LISTS}?type=events.EventPage"
CHANGES = "/api/v2/changes/"
PLAIN, DRAFTS, ELSEWHERE, EXPIRED = "plain", "drafts", "elsewhere", "expired"
MEMBER = "a member"
BEGINNING = "(beginning)"
#: What is for all who have an account, and so for a member.
FOR_MEMBERS = frozenset({"restricted by login", "below a restricted page"})


def keys_of(world: World) -> dict[str, str]:
    """Make the keys of an account that may see everything, and of a member; return them by what
    they are.
    """
    everything, documents = Page.objects.get(depth=1), Page.objects.get(slug="dokumenter")
    made, opens = {}, {"opens_restricted": True, "opens_drafts": True}
    past = timezone.now() - timedelta(seconds=1)
    for name, scope in {
        PLAIN: None,
        DRAFTS: {"section": everything, "opens_drafts": True},
        ELSEWHERE: {"section": documents, **opens},
        EXPIRED: {"section": everything, "expires_at": past, **opens},
        MEMBER: {"section": everything, **opens},
    }.items():
        owner = world.users["member" if name == MEMBER else "superuser"]
        token, made[name] = APIToken.create_token(user=owner, name=name)
        if scope is not None:
            KeyScope.objects.create(token=token, **scope)
    return made


def with_key(name: str, address: str) -> Callable[[World, str], Answer]:
    """A way that asks at an address with one of the keys."""

    def ask(world: World, client: str) -> Answer:
        if not world.keys:
            world.keys.update(keys_of(world))
        headers = {"authorization": f"Bearer {world.keys[name]}"}
        if BEGINNING in address:
            asked = address.replace(BEGINNING, beginning(name))
            return without_address(world, world.ask(asked, headers=headers))
        return world.ask(address, headers=headers)

    return ask


def beginning(name: str) -> str:
    """The cursor of who has followed with a key from before the first commit, and so is told of all
    that is gone.
    """
    cursor = Cursor(epoch(), 0, 0)
    scope = KeyScope.objects.select_related("token__user", "section").get(token__name=name)
    if scope.opens_restricted:
        cursor = Opening(scope.token.user, scope.section).sealed(cursor)
    return str(cursor)


KEYED = [
    Door(f"{called} with the key of {name}", with_key(name, address), shows, only_reads=True)
    for name, called, address, shows in [
        (PLAIN, "list", f"{LISTS}?fields=*", "seo"),
        (PLAIN, "detail", f"{LISTS}{{id}}/", "body"),
        (PLAIN, "draft", f"{LISTS}{{id}}/?draft=true", None),
        (ELSEWHERE, "list", f"{EVENTS}&fields=*&order=-first_published_at", "body"),
        (ELSEWHERE, "count", f"{EVENTS}&venue={{venue}}&limit=0", None),
        (ELSEWHERE, "facets", f"{EVENTS}&facets=*&limit=0", "town"),
        (ELSEWHERE, "order", f"{LISTS}?child_of={{index_id}}&order=-title", "title"),
        (ELSEWHERE, "search", f"{LISTS}?search={{title}}", "slug"),
        (ELSEWHERE, "detail", f"{LISTS}{{id}}/", "body"),
        (ELSEWHERE, "draft", f"{LISTS}{{id}}/?draft=true", None),
        (ELSEWHERE, "page found by its path", f"{LISTS}find/?html_path={{path}}", "body"),
        (EXPIRED, "list", LISTS, None),
        (EXPIRED, "detail", f"{LISTS}{{id}}/", None),
        (EXPIRED, "draft", f"{LISTS}{{id}}/?draft=true", None),
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
KEYED += [
    Door(
        f"{called} with the key of {name}",
        with_key(name, address),
        shows,
        kinds,
        tells_nothing=called == "list",
        opens=FOR_MEMBERS if name == MEMBER else frozenset(),
        only_reads=True,
    )
    for name in (DRAFTS, ELSEWHERE, MEMBER)
    for called, address, shows, kinds in [
        ("list", f"{EVENTS}&fields=*&order=-first_published_at", "body", PAGES),
        ("changes", f"{CHANGES}?limit=500", "body", REFERRED),
        ("changes as lines", f"{CHANGES}?format=ndjson", "body", REFERRED),
        ("changes of a venue", f"{CHANGES}?type=events.EventPage&venue={{venue}}", "lede", PAGES),
        ("changes below itself", f"{CHANGES}?descendant_of={{id}}", None, PAGES),
        (
            "changes from the beginning",
            f"{CHANGES}?since={BEGINNING}&limit=500",
            "body",
            REFERRED,
        ),
        ("state of changes", f"{CHANGES}state/", None, PAGES),
    ]
    if (name, called) != (ELSEWHERE, "list")
]
