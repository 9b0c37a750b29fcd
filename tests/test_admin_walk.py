"""The admin as a webmaster walks through it: all of it in Danish, and nothing is chosen in a list
in which one click drops all else.
"""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.http import HttpResponse
from django.urls import reverse

from cms.content import ContentPage, content_types
from cms.testing import factories
from cms.tests.test_admin_danish import texts_in
from cms.users.models import User
from tests.english import english_in
from tests.privacy.admin_addresses import bulk_actions, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]

#: Names, which are the same in all languages, and what a test has written itself.
NAMES = re.compile(
    r"Welcome to your new Wagtail site!|Moderators approval|^(Moderators|Editors)$"
    # Of plugins that only the tests install.
    r"|Media files|created in KL|workplace nummer"
)
#: What isn't read: languages stand under their own names, and a counter
#: holds Python's None while there is nothing to count.
NOT_READ = "[data-side-panel-toggle-counter][hidden], [name$=language] option"
#: Where English is left, with the reason.
LEFT_OUT = {
    "/admin/logout/": "ends the walk",
    "/admin/groups/": "lists permissions by the names that Django stores",
    "/admin/media/": "is of a package that only the tests install",
}
OF_A_PAGE = ["edit", "history", "move", "copy", "delete", "unpublish", "usage", "workflow_history"]


def addresses(page: ContentPage, account: User) -> Iterator[str]:
    """Every address without a number, and the forms of what there is one of."""
    for pattern in patterns():
        if not pattern.names:
            yield from pattern.addresses(())
    for name in OF_A_PAGE:
        yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
    yield reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    for model in content_types():
        if model.objects.exists():
            yield reverse("wagtailadmin_pages:edit", args=[model.objects.first().pk])
    person, topic = factories.person(), factories.topic()
    for action in ("edit", "inspect", "delete"):
        yield reverse(f"cms_person_modeladmin_{action}", args=[person.pk])
        yield reverse(f"cms_topic_modeladmin_{action}", args=[topic.pk])
    for app, made in (("images", factories.image()), ("docs", factories.document())):
        yield reverse(f"wagtail{app}:edit", args=[made.pk])
        yield reverse(f"wagtail{app}:delete", args=[made.pk])
        yield reverse("cms_usage", args=[*made._meta.label_lower.split("."), made.pk])
        yield reverse("cms_replacement", args=[*made._meta.label_lower.split("."), made.pk])
    for app, model, action in bulk_actions():
        for each in apps.get_model(app, model).objects.order_by("-pk")[:1]:
            yield f"/admin/bulk/{app}/{model}/{action}/?id={each.pk}"
    yield reverse("wagtailusers_users:edit", args=[account.pk])


def html_of(response: HttpResponse) -> str:
    """The markup of a page, or of a dialog, which comes in JSON."""
    if "html" in response.headers.get("Content-Type", ""):
        return response.text
    if response.headers.get("Content-Type") == "application/json":
        told = response.json()
        return told.get("html", "") if isinstance(told, dict) else ""
    return ""


def test_all_of_it_is_danish_and_several_are_chosen_by_ticking(client):
    factories.section()
    pages = [factories.page(model) for model in content_types() if not model.objects.exists()]
    page = max(pages, key=lambda each: each.depth)
    page.save_revision(log_action=True)
    webmaster = User.objects.create_superuser("webmaster", password="x")
    client.force_login(webmaster)
    english, several, asked = {}, set(), 0
    for address in addresses(page, webmaster):
        if address.startswith(tuple(LEFT_OUT)):
            continue
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
    assert asked > 60
    assert (english, several) == ({}, set())
