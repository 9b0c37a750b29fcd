"""axe finds nothing on the pages that we add to the admin: those of every address below it whose
view is ours. What an address takes are the numbers of what is made for it, and who asks is the
webmaster, whom everything opens.
"""

from collections.abc import Iterator

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser
from wagtail.models import Page

from cms.media.models import Document, DocumentVersion, FormerName
from cms.plugins import repository_apps
from cms.trash.moving import put_away
from cms.users.models import User
from cms.visibility import TEMPLATES_PATH
from tests.admin_objects import objects_of
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, in_database
from tests.browser.test_editor_journey import sign_in
from tests.privacy.admin_addresses import patterns

#: Addresses of ours that are no page of their own, with the reason.
LEFT_OUT = {
    "logout/": "ends the visit",
    "previews/": "shows blocks apart from their lists: tests/browser/test_previews.py asks it",
}
#: Elements of Wagtail's own in these pages, as axe names them.
OF_WAGTAIL = ('<input id="fileupload"',)

#: The number of what is made, of each kind.
NUMBER = 8900001


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


@pytest.fixture
def numbers(database: str, site: str, webmaster: str, django_db_blocker) -> Iterator[list[int]]:
    """What addresses name: a page, and what the admin keeps of it, which is deleted again."""
    with django_db_blocker.unblock(), in_database(database):
        owner = User.objects.get(username=webmaster)
        event = Page.objects.get(slug="baeredygtig-kommune").specific
        named = event.save_revision(user=owner)
        document = Document.objects.first()
        version, name = DocumentVersion(file=document.file.name), FormerName(name="gammel.pdf")
        for each in (version, name):
            each.pk, each.document = NUMBER, document
            each.save()
        made = [*objects_of(event, owner, NUMBER), version, name]
        thrown = event.copy(update_attrs={"slug": "i-papirkurven"}, keep_live=False)
        put_away(thrown, owner)
        template = Page.objects.filter(url_path__startswith=TEMPLATES_PATH).last()
        index = event.get_parent()
    yield [NUMBER, event.pk, named.pk, thrown.pk, template.pk, index.pk, 1]
    with django_db_blocker.unblock(), in_database(database):
        for each in reversed(made):
            each.delete()
        Page.objects.get(pk=thrown.pk).delete()


def test_axe_finds_nothing_on_the_pages_that_we_add(
    browser: Browser, site: str, webmaster: str, numbers: list[int]
):
    context = browser.new_context(
        base_url=site, viewport=DESKTOP, locale="da-DK", bypass_csp=True, reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    page = sign_in(context.new_page(), webmaster)
    broken, seen = {}, 0
    for addresses in own_addresses(numbers):
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
    # The others are dialogs, answer to scripts, or take what a form sends.
    assert seen > 50
    assert broken == {}
