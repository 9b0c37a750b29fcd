"""Persons and topics at their own addresses: what is shown of them, and when they exist."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.utils import timezone

from cms.models import Person
from cms.testing import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (apps.is_installed("news") and apps.is_installed("events")), reason="news and events"
    ),
]
ROOT = "http://localhost"


def news(**values):
    return factories.page(apps.get_model("news.NewsPage"), **values)


def event(days: int, **values):
    start = timezone.now() + timedelta(days=days)
    moments = {"start": start, "end": start + timedelta(hours=1)}
    return factories.page(apps.get_model("events.EventPage"), **moments | values)


def speaker(person) -> list:
    return [("speaker", {"person": person, "role": "speaker", "talk_title": ""})]


def get_json(client, address: str) -> dict:
    response = client.get(address, headers={"accept": "application/json"})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return response.json()


def visit(client, *pages) -> None:
    """Read pages, so that the log knows what they show."""
    for page in pages:
        assert client.get(page.url).status_code == 200


def titles(subject: dict) -> dict[str, list[str]]:
    return {
        group["label"]: [card["title"] for card in group["cards"]] for group in subject["groups"]
    }


def test_a_speakers_page_says_who_it_is_and_lists_what_is_to_come_first(client):
    person = factories.person(name="Anne Sø", title="Chef", organisation="Køge", bio="Ved alt.")
    visit(
        client,
        event(20, title="Senere", speakers=speaker(person)),
        event(5, title="Snart", speakers=speaker(person)),
        event(-9, title="Før", speakers=speaker(person)),
        news(title="Nyt", contact=person),
        news(title="Om andre", contact=factories.person()),
    )
    shown = get_json(client, "/personer/anne-soe/")
    assert list(shown) == ["id", "meta", "name", "title", "organisation", "photo", "bio", "groups"]
    assert shown | {"groups": None} == {
        "id": person.pk,
        "meta": {
            "type": "cms.Person",
            "detail_url": f"{ROOT}/api/v2/persons/{person.pk}/",
            "html_url": f"{ROOT}/personer/anne-soe/",
        },
        "name": "Anne Sø",
        "title": "Chef",
        "organisation": "Køge",
        "photo": None,
        "bio": "Ved alt.",
        "groups": None,
    }
    assert titles(shown) == {
        "Kommende arrangementer": ["Snart", "Senere"],
        "Tidligere arrangementer": ["Før"],
        "Nyheder": ["Nyt"],
    }


@pytest.mark.parametrize("form", ["html", "json", "markdown"])
def test_mail_and_phone_stay_with_the_pages_whose_contact_it_is(client, form):
    person = factories.person(name="Anne Sø")
    visit(client, news(title="Nyt om alt", contact=person))
    response = client.get(f"/personer/anne-soe/?format={form}")
    text = response.content.decode()
    assert (response.status_code, "Anne Sø" in text, "Nyt om alt" in text) == (200, True, True)
    assert person.mail not in text
    assert person.phone not in text


def test_a_topics_page_lists_what_is_filed_under_it(client):
    topic = factories.topic(name="Klima", slug="klima")
    visit(
        client,
        event(5, title="Møde", topics=[topic]),
        news(title="Nyt", topics=[topic]),
        news(title="Andet", topics=[factories.topic()]),
    )
    shown = get_json(client, "/emner/klima/")
    assert list(shown) == ["id", "meta", "name", "slug", "groups"]
    assert titles(shown) == {"Kommende arrangementer": ["Møde"], "Nyheder": ["Nyt"]}


def test_the_list_of_topics_holds_those_in_use(client):
    used, _unused = factories.topic(name="Klima"), factories.topic(name="Ubrugt")
    visit(client, news(topics=[used]))
    listed = get_json(client, "/emner/")
    assert [topic["name"] for topic in listed["items"]] == ["Klima"]
    assert "Ubrugt" not in client.get("/emner/").text


@pytest.mark.parametrize("address", ["/personer/anne-soe/", "/emner/klima/"])
def test_who_is_shown_by_nothing_visible_does_not_exist(client, address):
    person, topic = factories.person(name="Anne Sø"), factories.topic(slug="klima")
    assert client.get(address).status_code == 404
    page = news(contact=person, topics=[topic])
    visit(client, page)
    assert client.get(address).status_code == 200
    restriction = factories.restrict(page)
    assert client.get(address).status_code == 404
    restriction.delete()
    visit(client, page)
    assert client.get(address).status_code == 200
    page.unpublish()
    for form in ("html", "json", "markdown"):
        assert client.get(f"{address}?format={form}").status_code == 404


def test_a_page_of_another_site_does_not_count(client):
    from wagtail.models import Page, Site

    home = apps.get_model("home.StandardPage")(title="Nabo", slug="nabo")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.create(hostname="nabo.example", root_page=home)
    person = factories.person(name="Anne Sø")
    page = factories.page(apps.get_model("home.StandardPage"), parent=home, contact=person)
    assert client.get(page.url, headers={"host": "nabo.example"}).status_code == 200
    assert client.get("/personer/anne-soe/").status_code == 404
    at_home = client.get("/personer/anne-soe/", headers={"host": "nabo.example"})
    assert at_home.status_code == 200


def test_of_many_pages_the_first_are_shown_and_all_are_a_link_away(client):
    topic = factories.topic(slug="klima")
    visit(client, *[news(title=f"Nyhed {n:02}", topics=[topic]) for n in range(8)])
    [group] = get_json(client, "/emner/klima/")["groups"]
    assert (len(group["cards"]), group["more"]) == (6, "?type=news.NewsPage")
    html = BeautifulSoup(client.get("/emner/klima/").content, "html.parser")
    [link] = [a for a in html.select("main a.more") if a["href"].endswith(group["more"])]
    assert link.get_text(strip=True) == "Alle nyheder"
    [whole] = get_json(client, link["href"])["groups"]
    assert len(whole["cards"]) == 8
    assert whole["cards"][0]["meta"]["html_url"].startswith(f"{ROOT}/moeder-og-netvaerk/nyheder/")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("type=news.Podcast", "type"),
        ("type=events.EventPage", "when"),
        ("type=news.NewsPage&when=past", "when"),
        ("when=past", "type"),
        ("type=news.NewsPage&page=2", "page"),
        ("format=xml", "format"),
    ],
)
def test_a_query_without_sense_is_refused(client, query, names):
    visit(client, news(topics=[factories.topic(slug="klima")]))
    response = client.get(f"/emner/klima/?{query}", headers={"accept": "application/json"})
    assert response.status_code == 400
    assert names in response.json()["detail"]


def test_names_link_to_the_page_wherever_they_stand(client):
    person, topic = factories.person(name="Anne Sø"), factories.topic(slug="klima")
    page = event(5, speakers=speaker(person), contact=person, topics=[topic])
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert [a["href"] for a in html.select(".speaker a, .contact-name a, .tags a")] == [
        "/personer/anne-soe/",
        "/personer/anne-soe/",
        "/emner/klima/",
    ]
    assert get_json(client, page.url)["contact"]["meta"] == {
        "type": "cms.Person",
        "detail_url": f"{ROOT}/api/v2/persons/{person.pk}/",
        "html_url": f"{ROOT}/personer/anne-soe/",
    }


def test_two_of_the_same_name_have_addresses_of_their_own(client):
    slugs = [factories.person(name="Anne Sø").slug for _ in range(3)]
    assert slugs == ["anne-soe", "anne-soe-2", "anne-soe-3"]


def test_a_new_name_keeps_the_address(client):
    person = factories.person(name="Anne Sø")
    person.name = "Anne Å"
    person.save()
    assert Person.objects.get().slug == "anne-soe"


def test_three_pages_take_no_more_queries_than_one(client):
    from tests.test_query_counts import count

    def counts() -> dict[str, int]:
        return {each: count(each) for each in ("/personer/anne-soe/", "/emner/klima/", "/emner/")}

    person = factories.person(name="Anne Sø", photo=factories.image())
    topic = factories.topic(slug="klima")
    visit(client, event(5, contact=person, topics=[topic]))
    with_one = counts()
    visit(client, *[event(n, contact=person, topics=[topic]) for n in (7, 9)], news(topics=[topic]))
    assert counts() == with_one
    assert max(with_one.values()) <= 6


def test_mail_and_phone_stand_on_a_persons_page_where_an_editor_says_so(client):
    contact = {"mail": "anne@example.dk", "phone": "33 70 00 00"}
    person = factories.person(name="Anne Sø", **contact)
    visit(client, event(5, speakers=speaker(person)))
    address = person.get_absolute_url()
    assert not contact.keys() & get_json(client, address).keys()
    page = client.get(address).content.decode()
    assert ("anne@example.dk" in page, "33 70 00 00" in page) == (False, False)
    Person.objects.update(contact_is_public=True)
    shown = get_json(client, address)
    assert {name: shown[name] for name in contact} == contact
    page = client.get(address).content.decode()
    assert '<a href="mailto:anne@example.dk">' in page
    assert '<a href="tel:+4533700000">' in page
