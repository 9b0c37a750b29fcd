"""The admin as a webmaster walks through it: all of it in Danish, and nothing is chosen in a list
in which one click drops all else.
"""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query

from cms.content import content_types
from cms.models import Topic
from cms.testing import factories
from cms.tests.test_admin_danish import of_a_released_wagtail, texts_in
from events.models import Audience
from tests.english import english_in
from tests.privacy import admin_world
from tests.privacy.admin_addresses import patterns
from tests.privacy.admin_world import (
    OF_THE_CONFINED,
    OF_THE_SECTION,
    RESTRICTED,
    SUPERUSER,
    TRASHED,
)

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600), of_a_released_wagtail]

#: Names, which are the same in all languages, and what a test has written itself.
NAMES = re.compile(
    r"Welcome to your new Wagtail site!|Moderators approval|^(Moderators|Editors)$"
    # Of plugins that only the tests install.
    r"|Media (files|permissions)|Add a media permission|Add/edit media you own|Edit any media"
    r"|created in KL|workplace nummer"
)
#: What isn't read: languages stand under their own names, and a counter
#: holds Python's None while there is nothing to count.
NOT_READ = "[data-side-panel-toggle-counter][hidden], [name$=language] option"
#: Where English is left, with the reason.
LEFT_OUT = {
    "/admin/logout/": "ends the walk",
    "/admin/media/": "is of a package that only the tests install",
}
#: What the addresses name, of each kind.
_NUMBERS = (RESTRICTED, OF_THE_SECTION, OF_THE_CONFINED)
#: What else has an address of its own, and what it is named by.
NAMED = [
    (Topic, "name"),
    (Audience, "name"),
    (Group, "name"),
    (Query, "query_string"),
]


def addresses() -> Iterator[tuple[str, ...]]:
    """Every address, in turn of each thing that it may be the address of; and of each content type
    the form and what is made of it.
    """
    for pattern in patterns():
        numbers = _NUMBERS if not pattern.form.startswith("trash/") else (TRASHED,)
        if "bulk/" in pattern.form:
            yield from ((f"{each}?id={RESTRICTED}",) for each in pattern.addresses(()))
        else:
            yield tuple(pattern.addresses(numbers))
    for model in content_types():
        made = model.objects.first() or factories.page(model)
        for name in ("wagtailadmin_pages:edit", "cms_repeat", "cms_make_template"):
            yield (reverse(name, args=[made.pk]),)


def html_of(response: HttpResponse) -> str:
    """The markup of a page, or of a dialog, which comes in JSON."""
    if "html" in response.headers.get("Content-Type", ""):
        return response.text
    if response.headers.get("Content-Type") == "application/json":
        told = response.json()
        return told.get("html", "") if isinstance(told, dict) else ""
    return ""


def test_all_of_it_is_danish_and_several_are_chosen_by_ticking(client):
    webmaster = admin_world.build()[SUPERUSER].user
    for model, named in NAMED:
        model.objects.create(pk=RESTRICTED, **{named: "klima"})
    client.force_login(webmaster)
    english, several, asked = {}, set(), 0
    for found in addresses():
        for address in found:
            if address.startswith(tuple(LEFT_OUT)):
                break
            response = client.get(address)
            if response.status_code != 200 or not (shown := html_of(response)):
                continue
            asked += 1
            soup = BeautifulSoup(shown, "html.parser")
            several |= {(address, each.get("name")) for each in soup.select("select[multiple]")}
            for each in soup.select(NOT_READ):
                each.decompose()
            for text in texts_in(soup):
                if words := english_in(NAMES.sub("", text)):
                    english.setdefault(text[:100], (address, words))
            break
    assert (english, several) == ({}, set())
    # The others answer to scripts, to what is sent, or of what a plugin has.
    assert asked > 230
