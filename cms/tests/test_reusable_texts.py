"""A text that is kept in one place and shown on many pages."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.links.tests.linking import DELETED, article, error, told
from cms.models import ReusableText
from cms.testing import factories

pytestmark = pytest.mark.django_db

HOUSE = "<p>Fra <b>stationen</b> går du ti minutter.</p>"


def test_pages_show_it_in_every_form_and_change_with_it(client):
    guide = factories.page(type(factories.section()), slug="find-vej")
    text = ReusableText.objects.create(
        name="Praktisk om huset",
        text=f'{HOUSE}<p>Se <a linktype="page" id="{guide.pk}">kortet</a>.</p>',
    )
    page = article(("reusable_text", text))
    [block] = client.get(page.url, {"format": "json"}).json()["body"]
    assert block == {
        "type": "reusable_text",
        "value": {
            "id": text.pk,
            "meta": {"type": "cms.ReusableText"},
            "text": f'{HOUSE}<p>Se <a href="http://localhost{guide.url}">kortet</a>.</p>',
        },
        "id": block["id"],
    }
    read = BeautifulSoup(client.get(page.url).content, "html.parser").main.get_text(" ", strip=True)
    assert "Fra stationen går du ti minutter. Se kortet ." in read
    assert "Praktisk om huset" not in read
    assert "Fra **stationen** går du" in client.get(page.url, {"format": "markdown"}).text
    assert found(client, "stationen") == [page.pk]
    text.text = "<p>Tag bussen.</p>"
    text.save()
    [block] = client.get(page.url, {"format": "json"}).json()["body"]
    assert block["value"]["text"] == "<p>Tag bussen.</p>"
    assert (found(client, "stationen"), found(client, "bussen")) == ([], [page.pk])


def found(client, word: str) -> list[int]:
    answer = client.get("/api/v2/pages/", {"search": word, "type": "pages.ArticlePage"})
    return [item["id"] for item in answer.json()["items"]]


def test_what_a_page_shows_says_where_and_is_not_deleted(admin_client):
    text = ReusableText.objects.create(name="Praktisk om huset", text=HOUSE)
    page = article(("reusable_text", text), title="Møde i huset")
    page.save_revision().publish()
    address = reverse("cms_reusabletext_modeladmin_delete", args=[text.pk])
    listed = BeautifulSoup(admin_client.get(address).content, "html.parser")
    [row] = listed.select("section.where-used tbody tr")
    cells = [cell.get_text(" ", strip=True) for cell in row.select("td")]
    assert cells[:3] == ["Møde i huset Artikel", "Brødtekst → Genbrugstekst", "udgivet"]
    admin_client.post(address)
    assert ReusableText.objects.exists()
    page.unpublish()
    admin_client.post(address)
    assert not ReusableText.objects.exists()


def test_its_links_are_those_of_the_pages_that_show_it():
    guide = factories.page(type(factories.section()))
    text = ReusableText.objects.create(
        name="Praktisk", text=f'<p><a linktype="page" id="{guide.pk}">Klimaplanen</a></p>'
    )
    page = article(("reusable_text", text))
    assert told(page) == []
    guide.delete()
    assert told(page) == [error(DELETED)]


def test_who_may_not_change_it_reads_it(admin_client):
    text = ReusableText.objects.create(name="Praktisk", text=HOUSE)
    read = admin_client.get(reverse("cms_reusabletext_modeladmin_inspect", args=[text.pk]))
    assert HOUSE in read.content.decode()
