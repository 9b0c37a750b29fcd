"""`python -m tests.markup`: the demo site is visited, and what it sends is checked.

Every address that pages, sitemap and feeds lead to is fetched, as a visitor and as a member, with
the states that no link leads to. HTML, CSS and SVG must pass the Nu checker without error or
warning, XML be well-formed, links and what pages load answer with 200, fragments exist; and
nothing may be loaded from elsewhere. Needs Node.js (for npm) and Java 17.
"""

import os
import re
import sys
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import django
from django.template.loader import get_template

from tests.demo import demo_site
from tests.markup.crawl import Answer, Visitor
from tests.markup.nu import ENDINGS, findings

STARTS = [
    "/",
    "/sitemap.xml",
    "/robots.txt",
    "/was",
    "/soeg/",
    "/soeg/?q=kommune",
    "/soeg/?q=komune",
    "/soeg/?q=qqxyzzy",
    "/glemt-adgangskode/sendt/",
    "/glemt-adgangskode/ny/",
    "/glemt-adgangskode/MQ/x-y/",
    "/emner/",
    "/api/docs/",
    "/moeder-og-netvaerk/arrangementer/?when=past",
    "/moeder-og-netvaerk/arrangementer/?month=2022-05",
    "/moeder-og-netvaerk/arrangementer/?town=Ingensteds",
]
REFUSED = {
    "/findes-ikke/": 404,
    "/emner/findes-ikke/": 404,
    "/moeder-og-netvaerk/nyheder/?year=i-aar": 400,
    "/moeder-og-netvaerk/arrangementer/?from=i-morgen": 400,
    "/soeg/?page=mange": 400,
    "/api/v2/pages/?tpye=events.EventPage": 400,  # what the API's documentation shows of refusals
}
PREVIEWS = "/admin/previews/"
PASSWORD = "verdensmaal"  # of the demo's accounts
#: Where an embedded film comes from, once a visitor has asked for it.
FILMS = {"www.youtube-nocookie.com", "player.vimeo.com"}


def main() -> None:
    with demo_site() as site:
        answers = visit(site)
    found: dict[str, list[str]] = {}
    for address, text in problems(site, answers):
        found.setdefault(text, []).append(address.removeprefix(site))
    kinds = [answer.kind for answer in answers.values()]
    print(f"{len(answers)} answers, {sum(kind in ENDINGS for kind in kinds)} of them checked by Nu")
    for text, addresses in found.items():
        others = f" (and {len(addresses) - 1} others)" if addresses[1:] else ""
        print(f"{addresses[0]}{others}: {text}")
    sys.exit(f"{len(found)} findings" if found else None)


def visit(site: str) -> dict[str, Answer]:
    """All answers, by address; what only a member is shown has his name before it."""
    visitor = Visitor(site)
    answers = visitor.crawl(STARTS)
    for address, status in REFUSED.items():
        answers[urljoin(site, address)] = visitor.fetch(address, expected=status)
    answers["after a wrong password"] = visitor.log_in("nogen", "forkert")
    answers["500.html"] = Answer(site, "", 500, 500, "text/html", page_of_a_failure())
    signed_in = Visitor(site)
    signed_in.log_in("medlem", PASSWORD)
    members = signed_in.crawl(["/min-side/", "/"])
    answers |= {
        f"medlem: {address}": answer
        for address, answer in members.items()
        if address not in answers or answer.text != answers[address].text
    }
    editor = Visitor(site)
    editor.log_in("redaktoer", PASSWORD)
    answers |= {f"redaktoer: {each.address}": each for each in previews(editor)}
    return answers


def page_of_a_failure() -> str:
    """What a visitor sees when the site itself fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    return get_template("500.html").render()


def previews(editor: Visitor) -> Iterator[Answer]:
    """Of each block and card, and of pages of every type, in all their states."""
    overview = editor.fetch(PREVIEWS)
    found = [each.address for each in overview.references]
    pages = [address for address in found if re.search(rf"{PREVIEWS}.+/\d+/$", address)]
    if not pages:
        raise SystemExit(f"{overview.address} shows no pages.")
    for answer in (overview, *map(editor.fetch, pages)):
        answer.references = []  # what they refer to is made up
        yield answer


def is_missing(fragment: str, target: Answer | None) -> bool:
    """A fragment names an element of HTML; of a PDF, it names a page of it."""
    is_html = target is not None and target.kind == "text/html"
    return is_html and bool(fragment) and fragment not in target.ids


def problems(site: str, answers: dict[str, Answer]) -> Iterator[tuple[str, str]]:
    """Where, and what is wrong there."""
    here = urlsplit(site)[:2]
    refused = {urljoin(site, address) for address in REFUSED}
    for name, answer in answers.items():
        if answer.problem:
            yield name, answer.problem
        elif not answer.found_on and answer.status != answer.expected:
            yield name, f"answers {answer.status}"
        member = name.removesuffix(answer.address)
        for reference in answer.references:
            parts = urlsplit(reference.address)
            target = answers.get(member + reference.address) or answers.get(reference.address)
            if parts[:2] != here:
                if not reference.is_link and parts.netloc not in FILMS:
                    yield name, f"loads {reference.address} from elsewhere"
            elif target and reference.address not in refused and target.status != HTTPStatus.OK:
                yield name, f"refers to {reference.address}, which answers {target.status}"
            elif is_missing(reference.fragment, target):
                yield name, f"refers to #{reference.fragment} of {reference.address}: no such id"
    checked = {
        name: (answer.kind, answer.text)
        for name, answer in answers.items()
        if answer.kind in ENDINGS
    }
    yield from findings(checked)


if __name__ == "__main__":
    main()
