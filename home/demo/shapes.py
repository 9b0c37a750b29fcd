"""What each kind of demo content consists of. Fields are named as on the models.

Everything refers to everything else by key: an image, a document or a person by its own key, a
page by its slug, which is therefore unique in the whole demo.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from home.demo.body import Block
from home.demo.images.canvas import Canvas


@dataclass(frozen=True)
class InDays:
    """A working day about so many days from the day of loading; negative is in the past."""

    days: int


Day = date | InDays


@dataclass(frozen=True)
class Topic:
    slug: str
    name: str


@dataclass(frozen=True)
class Audience:
    slug: str
    name: str


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    title: str = ""
    organisation: str = ""
    mail: str = ""
    phone: str = ""
    contact_is_public: bool = False
    bio: str = ""
    photo: str = ""


@dataclass(frozen=True)
class Image:
    """`draw` is a function that draws it; without `alt` it is decorative."""

    key: str
    title: str
    draw: Callable[[], Canvas]
    alt: str = ""
    credit: str = "Illustration: Tegnet til demoen"


@dataclass(frozen=True)
class Document:
    """`filename` is what a visitor saves it as; the text is in `home.demo.pdfs` under `key`.

    An `internal` one is for the steering group.
    """

    key: str
    title: str
    filename: str
    internal: bool = False
    language: str = "da"


@dataclass(frozen=True, kw_only=True)
class Content:
    """What every page has."""

    slug: str
    title: str
    lede: str
    body: list[Block] = field(default_factory=list)
    image: str = ""
    contact: str = ""
    topics: tuple[str, ...] = ()
    search_description: str = ""
    #: "login" (whoever signs in), "group" (the steering group), "password", or "" for everybody.
    restriction: str = ""
    show_in_menus: bool = False


@dataclass(frozen=True, kw_only=True)
class News(Content):
    """`state` is live, draft, scheduled (goes live in some days) or submitted (to a moderator)."""

    date: Day
    updated_on: Day | None = None
    update_note: str = ""
    state: str = "live"


@dataclass(frozen=True, kw_only=True)
class ProgrammeItem:
    """`day` counts from 1, the first one."""

    day: int = 1
    start: str
    end: str
    title: str
    track: str = ""
    kind: str = ""
    text: str = ""
    speakers: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Speaker:
    person: str
    role: str = "speaker"
    talk_title: str = ""


@dataclass(frozen=True, kw_only=True)
class Event(Content):
    """Times are "HH.MM" in Copenhagen; `days` counts the days from the first to the last.

    `opens` and `deadline` are days from the first day (negative is before it), at 9.00 and 12.00.
    `moved_by` is how many days earlier it should have begun.
    """

    on: Day
    kind: str = ""
    moved_by: int = 0
    begins: str = ""
    ends: str = ""
    days: int = 1
    attendance_mode: str = "on_site"
    venue: str = ""
    address: str = ""
    town: str = ""
    online_url: str = ""
    online_url_is_public: bool = False
    online_note: str = ""
    target_group: str = ""
    audiences: tuple[str, ...] = ()
    price: str = ""
    opens: int | None = None
    deadline: int | None = None
    registration_url: str = ""
    status: str = "scheduled"
    places: str = "open"
    recording_url: str = ""
    materials: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    network: str = ""

    @property
    def all_day(self) -> bool:
        return not self.begins


@dataclass(frozen=True, kw_only=True)
class Network(Content):
    purpose: str
    target_group: str
    joining: str = ""
    joining_url: str = ""
    prices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Collection(Content):
    """A page of documents, in this order."""

    documents: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Standard(Content):
    """A page of text."""
