"""axe finds nothing on the pages that we add to the admin: those of every address below it whose
view is ours. What an address takes is asked with numbers that the demo has, and who asks is the
webmaster, whom everything opens.
"""

from collections.abc import Iterator

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser

from cms.plugins import repository_apps
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, api_pages
from tests.browser.test_editor_journey import sign_in
from tests.privacy.admin_addresses import patterns

#: Addresses of ours that are no page of their own, with the reason.
LEFT_OUT = {
    "logout/": "ends the visit",
    "previews/": "shows blocks apart from their lists: tests/browser/test_previews.py asks it",
}
#: Elements of Wagtail's own in these pages, as axe names them.
OF_WAGTAIL = ('<input id="fileupload"',)


def is_ours(address: str) -> bool:
    try:
        view = resolve(address).func
    except Resolver404:
        return False
    package, _, _ = getattr(view, "view_class", view).__module__.partition(".")
    return package in ("cms", *repository_apps())


def own_addresses(numbers: list[int]) -> Iterator[list[str]]:
    """Where each view of ours may be found."""
    for pattern in patterns():
        # A page's results are also asked for alone, by the script that filters them.
        if not pattern.form.startswith(tuple(LEFT_OUT)) and "results/" not in pattern.form:
            found = [each for each in pattern.addresses(numbers) if is_ours(each)]
            if found:
                yield found


def test_axe_finds_nothing_on_the_pages_that_we_add(browser: Browser, site: str, webmaster: str):
    context = browser.new_context(
        base_url=site, viewport=DESKTOP, locale="da-DK", bypass_csp=True, reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    page = sign_in(context.new_page(), webmaster)
    [event] = api_pages(site, type="events.EventPage", slug="baeredygtig-kommune")
    broken, seen = {}, 0
    for addresses in own_addresses([1, event["id"]]):
        for address in addresses:
            answer = page.request.get(address, max_redirects=0)
            if answer.status == 200 and "html" in answer.headers.get("content-type", ""):
                page.goto(address)
                found = [
                    each for each in violations(page) if not any(of in each for of in OF_WAGTAIL)
                ]
                broken |= {address: found} if found else {}
                seen += 1
                break
    context.close()
    assert seen > 20
    assert broken == {}
