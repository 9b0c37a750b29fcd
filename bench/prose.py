"""What stands in a page: Danish words, in an order that follows from the page's number."""

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

TEXT = """
kommunerne arbejder med klima og budget i hele landet og deler erfaringer om omstilling
velfærd digitalisering ældre børn unge skoler beskæftigelse sundhed integration byudvikling
energi affald vand natur trafik kultur fritid borgere virksomheder medarbejdere ledere
politikere regeringen aftalen økonomien analysen rapporten netværket konferencen webinaret
verdensmål strategier handlingsplaner indsatser resultater løsninger samarbejde forebyggelse
tidlig lokal fælles ny bæredygtig grøn stærk tæt på som viser styrker giver kræver sikrer
skal kan vil har får ser hvor når fordi men også derfor fra til ved efter under mellem
"""
WORDS = TEXT.split()


@dataclass(frozen=True)
class World:
    """The keys of what pages show, and of the pages themselves: `first` and those after it."""

    first: int
    pages: int
    images: Sequence[int]
    documents: Sequence[int]
    persons: Sequence[int]
    topics: Sequence[int]


class Writer:
    """What writes one page. `events` are the keys of pages that an event teaser may lead to."""

    def __init__(self, number: int, world: World, events: Sequence[int]) -> None:
        self.random = random.Random(number)  # noqa: S311  (content, not a secret)
        self.world = world
        self.events = events

    def words(self, count: int) -> str:
        text = " ".join(self.random.choices(WORDS, k=count))
        return text[0].upper() + text[1:]

    def paragraphs(self, count: int) -> str:
        """Return rich text as Wagtail stores it; every paragraph links to a page or a document."""
        return "".join(
            f'<p data-block-key="{self.random.randrange(16**5):05x}">{self.words(40)} '
            f"{self._link(number)} <b>{self.words(4)}</b> {self.words(25)}.</p>"
            for number in range(count)
        )

    def body(self) -> list[dict]:
        """Return 18 blocks, as a StreamField stores them: every kind but the video."""
        blocks = [
            ("text", self.paragraphs(2)),
            ("image", {"image": self.pick("images"), "caption": self.words(9)}),
            ("heading", {"text": self.words(5), "level": "h2"}),
            ("text", self.paragraphs(3)),
            ("quote", {"text": self.words(22), "attribution": self.words(3)}),
            ("text", self.paragraphs(2)),
            ("fact_box", {"heading": self.words(4), "text": self.paragraphs(1)}),
            ("event_teaser", self.random.choice(self.events)),
            ("heading", {"text": self.words(5), "level": "h2"}),
            ("text", self.paragraphs(2)),
            ("table", self._table()),
            ("image", {"image": self.pick("images"), "caption": self.words(9)}),
            ("accordion", {"items": [self._item(self._fold_out()) for _ in range(3)]}),
            ("text", self.paragraphs(2)),
            ("documents", self._documents()),
            ("page_card", self.page()),
            ("link_button", {"text": self.words(3), "page": self.page(), "url": ""}),
            ("contact", self.pick("persons")),
        ]
        return [{"type": name, "value": value, "id": self._id()} for name, value in blocks]

    def pick(self, name: str) -> int:
        """Return the key of one of the world's images, documents, persons or topics."""
        return self.random.choice(getattr(self.world, name))

    def page(self) -> int:
        return self.world.first + self.random.randrange(self.world.pages)

    def _link(self, number: int) -> str:
        if number % 2:
            return f'<a linktype="document" id="{self.pick("documents")}">{self.words(2)}</a>'
        return f'<a linktype="page" id="{self.page()}">{self.words(2)}</a>'

    def _table(self) -> dict:
        return {
            "data": [[self.words(2) for _column in range(3)] for _row in range(4)],
            "table_caption": self.words(4),
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
        }

    def _fold_out(self) -> dict:
        return {"heading": self.words(5), "text": self.paragraphs(1)}

    def _documents(self) -> dict:
        chosen = [self._item(self.pick("documents")) for _ in range(2)]
        return {"heading": self.words(2), "documents": chosen}

    def _item(self, value: object) -> dict:
        return {"type": "item", "value": value, "id": self._id()}

    def _id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128)))
