"""Visiting the site: from a few addresses to everything that they lead to."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from bs4 import BeautifulSoup

from tests.markup.references import Reference, references

#: Filters on top of filters are without end: what is reached by so many choices is looked at, but
#: what can be chosen there is not.
CHOICES = 2


@dataclass
class Answer:
    """What stands at an address: the status and the one that was expected, the media type, the text
    (empty if it is none), what it refers to and what a fragment can name in it; `found_on` is the
    address that led there.
    """

    address: str
    found_on: str
    status: int
    expected: int
    kind: str
    text: str
    references: list[Reference] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    problem: str = ""

    def __post_init__(self) -> None:
        try:
            found, self.ids = references(self.kind, self.text, self.address)
            self.references = list(dict.fromkeys(found))
        except SyntaxError as error:
            self.problem = f"is no well-formed XML: {error}"


class Visitor:
    """Someone with a browser's cookies, who may be logged in."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def fetch(
        self,
        address: str,
        found_on: str = "",
        form: dict[str, str] | None = None,
        expected: int = HTTPStatus.OK,
    ) -> Answer:
        request = Request(
            urljoin(self.site, address),
            data=urlencode(form).encode() if form else None,
            headers={"Accept": "text/html,*/*;q=0.8", "Referer": self.site},
        )
        try:
            response = self.opener.open(request, timeout=60)
        except HTTPError as refused:
            response = refused
        with response:
            kind = response.headers.get_content_type()
            body = response.read()
            is_text = kind.startswith("text/") or kind.endswith(("xml", "json"))
            text = body.decode() if is_text else ""
            return Answer(request.full_url, found_on, response.status, expected, kind, text)

    def log_in(self, name: str, password: str) -> Answer:
        page = BeautifulSoup(self.fetch("/log-ind/").text, "html.parser")
        token = page.find("input", {"name": "csrfmiddlewaretoken"})["value"]
        form = {"username": name, "password": password, "csrfmiddlewaretoken": token}
        return self.fetch("/log-ind/", form=form)

    def crawl(self, starts: Iterable[str]) -> dict[str, Answer]:
        """All that the site has, by address."""
        found: dict[str, Answer] = {}
        queue = deque((urljoin(self.site, start), "", 0) for start in starts)
        seen = {address for address, *_ in queue}
        while queue:
            address, found_on, choices = queue.popleft()
            answer = found[address] = self.fetch(address, found_on)
            for reference in answer.references:
                further = choices + bool(urlsplit(reference.address).query and reference.is_link)
                if (
                    reference.address not in seen
                    and self.is_here(reference.address)
                    and further <= CHOICES
                ):
                    seen.add(reference.address)
                    queue.append((reference.address, address, further))
        return found

    def is_here(self, address: str) -> bool:
        return urlsplit(address)[:2] == urlsplit(self.site)[:2]
