"""What a visit costs and leaves behind: few bytes, no cookie, nobody else told of it."""

import re

import pytest
from playwright.sync_api import Page, Request, Response, Route, expect

from tests.browser.conftest import PHONE

SECTION = "/moeder-og-netvaerk/"
NEWS = "/moeder-og-netvaerk/nyheder/webinar-om-kommunernes-arbejde-med-fns-verdensmaal/"
EVENTS = "/moeder-og-netvaerk/arrangementer/"
FILM = "/moeder-og-netvaerk/nyheder/se-webinaret-om-data-paa-tvaers/"
VIDEO = "https://player.vimeo.com/video/76979871"
FRONTS = ["/", SECTION, NEWS, EVENTS, "/soeg/?q=kommune"]


def wire_sizes(page: Page, address: str) -> dict[str, int]:
    """The bytes that came over the wire for each request of a first view, by address."""
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(address, wait_until="networkidle")
    return {
        request.url: request.sizes()["responseBodySize"]
        for request in finished
        if not request.url.startswith("data:")
    }


def test_nothing_is_fetched_from_elsewhere(page: Page, site: str, addresses):
    elsewhere = set()

    def note(request: Request) -> None:
        if not request.url.startswith((site, "data:")):
            elsewhere.add(request.url)

    page.on("request", note)
    for listed in addresses.values():
        page.goto(listed[-1])
    page.goto(FILM)
    assert elsewhere == set()


def test_the_first_cookie_comes_with_the_login_form(page: Page, addresses):
    for listed in addresses.values():
        page.goto(listed[0])
    assert page.context.cookies() == []
    page.get_by_role("link", name="Log ind").click()
    page.get_by_role("dialog").get_by_label("Brugernavn").wait_for()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]


def test_a_page_is_the_same_for_everyone(page: Page):
    page.goto(SECTION)
    html = page.content()
    assert "csrfmiddlewaretoken" not in html
    page.get_by_role("link", name="Log ind").click()
    page.get_by_role("dialog").get_by_label("Brugernavn").wait_for()
    assert page.goto(SECTION).text() == page.context.request.get(SECTION).text()


@pytest.mark.parametrize("address", FRONTS)
def test_the_browser_has_nothing_to_complain_of(page: Page, address):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(error.message))

    def note(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"{response.status} {response.url}")

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    assert complaints == []


@pytest.mark.parametrize("address", FRONTS)
def test_a_first_view_stays_within_the_budget(page: Page, address):
    sizes = wire_sizes(page, address)
    pictures = re.compile(r"\.(webp|jpg|png)$")
    besides = {url: size for url, size in sizes.items() if not pictures.search(url)}
    styles = sum(size for url, size in sizes.items() if url.endswith(".css"))
    scripts = sum(size for url, size in sizes.items() if url.endswith(".js"))
    assert 0 < styles <= 15_000
    assert 0 < scripts <= 8_000
    assert sum(besides.values()) <= 60_000
    assert len(besides) <= 8, besides


def test_pictures_come_in_a_modern_format_no_larger_than_shown_and_when_they_are_near(page: Page):
    page.set_viewport_size(PHONE)
    wrong = {}
    for address in [*FRONTS, FILM]:
        page.goto(address, wait_until="networkidle")
        found = page.evaluate(
            """() => [...document.images].filter(
                // A document's first page is drawn once, for every use.
                image => !image.matches('.file-thumbnail')
            ).map(image => ({
                url: image.currentSrc || image.src,
                isNear: image.getBoundingClientRect().top < innerHeight,
                isLazy: image.loading === 'lazy',
                isKnownInSize: image.hasAttribute('width') && image.hasAttribute('height'),
                shown: image.getBoundingClientRect().width * devicePixelRatio,
                sent: image.complete ? image.naturalWidth : 0,
            }))"""
        )
        wrong |= {
            (address, image["url"]): image
            for image in found
            if not re.search(r"\.(webp|avif|svg)$", image["url"])
            or not image["isKnownInSize"]
            or not (image["isNear"] or image["isLazy"])
            # Sizes rise in steps of two, so that at most twice as much is sent as is shown.
            or (image["shown"] and image["sent"] > 2.2 * max(image["shown"], 160))
        }
    assert wrong == {}


def test_nothing_moves_while_a_page_loads(page: Page):
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => window.shift += entry.value)).observe({type: 'layout-shift', buffered: true})"
    )
    for address in FRONTS:
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shift") < 0.02, address


def test_a_film_plays_only_once_it_is_asked_for(page: Page):
    asked_for = []

    def answer(route: Route) -> None:
        asked_for.append(route.request.url)
        route.fulfill(body="<p>Film</p>", content_type="text/html")

    def with_vimeo(route: Route) -> None:
        """The demo's film lies where nothing can be played; this one lies where it can."""
        response = route.fetch()
        html = response.text().replace('data-embed=""', f'data-embed="{VIDEO}"')
        route.fulfill(response=response, body=html)

    page.route(re.compile("https://player.vimeo.com/.*"), answer)
    page.route(f"**{FILM}", with_vimeo)
    page.goto(FILM)
    link = page.get_by_role("link", name="Afspil videoen")
    link.scroll_into_view_if_needed()
    assert asked_for == []
    link.click()
    expect(page.frame_locator("iframe").get_by_text("Film")).to_be_visible()
    assert asked_for == [VIDEO]
