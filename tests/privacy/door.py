"""What a door is: a way to something, and what it may show to whom."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.privacy.answer import Answer
from tests.privacy.references import PAGES, REFERENCES, Kind
from tests.privacy.world import World, slug_of

IMAGES = frozenset({Kind.IMAGE})
#: What a page shows, and nothing else does.
OF_PAGES = frozenset({Kind.PAGE})
DOCUMENTS = frozenset({Kind.DOCUMENT})
SNIPPETS = frozenset({Kind.SNIPPET})
#: The addresses of the pages that refer to what may be hidden.
REFERRING = tuple(f"{each.below}{slug_of(name)}/" for name, each in REFERENCES.items())
#: What a card shows of a page.
OF_CARDS = frozenset({"title", "lede", "slug", "venue", "town"})
#: For `Door.if_none_match`: the ETag that the address had before anything was secret.
PUBLIC_STATE = "as it was public"


@dataclass(frozen=True)
class Door:
    name: str
    #: An address, or a function that asks in its own way.
    way: str | Callable[[World, str], Answer]
    #: The mark that comes through while the object is public; None where nothing ever does.
    shows: str | None
    kinds: frozenset[Kind] = PAGES
    method: str = "get"
    accept: str = "*/*"
    #: What the client says it has already: any state, or the one that was public.
    if_none_match: str = ""
    #: Who is shown the mark. Those that the admin opens for are not outsiders.
    opens_for: str = "anonymous"
    #: What a restricted page may show here, since its address is known to whoever has it.
    known: frozenset[str] = frozenset()
    #: The secrets that it tells rightly.
    opens: frozenset[str] = frozenset()
    #: Whether it looks the same with a secret behind it as with nothing.
    tells_nothing: bool = True
    #: Whether a function that asks leaves everything as it was.
    only_reads: bool = False

    def ask(self, world: World, client: str = "anonymous") -> Answer:
        if callable(self.way):
            return self.way(world, client)
        known = self.if_none_match
        if known == PUBLIC_STATE:
            known = world.validators.get(self.way, "")
        headers = {"accept": self.accept, "if-none-match": known}
        return world.ask(self.way, client, self.method, headers=headers)

    @property
    def changes_something(self) -> bool:
        """Whether asking needs a page or a setting of its own."""
        return callable(self.way) and not self.only_reads

    @property
    def knows(self) -> bool:
        """Whether who asks here knows of a restricted object, and may be told to sign in."""
        own = ("{path}", "{document_path}", "{former_path}", "{thumbnail_path}")
        is_own_address = isinstance(self.way, str) and self.way.startswith(own)
        return is_own_address or bool(self.known)

    @property
    def says_why(self) -> bool:
        """Whether its answer may tell why something is gone: whether it is asked for by name."""
        own = ("{id}", "{path}", "{collection_path}")
        return not isinstance(self.way, str) or (
            self.way.startswith(REFERRING) or any(name in self.way for name in own)
        )

    @property
    def outsiders(self) -> tuple[str, ...]:
        return ("anonymous",) if self.opens_for == "anonymous" else ("anonymous", "member")

    @property
    def knows_no_session(self) -> bool:
        """Whether a session cookie must change nothing."""
        return isinstance(self.way, str) and ("/api/v2/" in self.way or "format=" in self.way)


def head(name: str, way: str, kinds: frozenset[Kind] = PAGES) -> Door:
    return Door(name, way, None, kinds, method="head")
