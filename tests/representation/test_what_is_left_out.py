"""What a page refers to and the public may not see: not a trace of it is in the page's JSON."""

import pytest
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from cms.testing import factories
from cms.testing.public import FORMS, get
from events.models import EventPage, NetworkPage
from home.models import StandardPage
from news.models import NewsPage
from tests.representation.shapes import ROOT, document_json, link_json, page_json, person_json

pytestmark = pytest.mark.django_db

SECTION = "/moeder-og-netvaerk/"


def with_body(*blocks, **values) -> NewsPage:
    return factories.page(NewsPage, body=list(blocks), **values)


@pytest.fixture
def hidden() -> Page:
    page = factories.page(StandardPage)
    factories.hide(page)
    return page


def test_a_block_that_is_only_a_hidden_page_is_left_out(shown, hidden):
    event = factories.page(EventPage)
    factories.restrict(event)
    page = with_body(
        ("page_card", hidden),
        ("heading", {"text": "Synlig", "level": "h2"}),
        ("event_teaser", event),
    )
    assert shown(page)["body"] == [
        {"type": "heading", "value": {"text": "Synlig", "level": "h2"}, "id": page.body[1].id}
    ]


def test_a_hidden_image_document_or_person_s_photo_is_left_out(shown):
    image, document = factories.image(), factories.document()
    person, shown_document = factories.person(photo=image), factories.document()
    for file in (image, document):
        factories.hide(file)
    page = with_body(
        ("image", {"image": image, "caption": "Hemmelig"}),
        ("video", {"title": "Film", "url": "https://vimeo.com/1", "image": image}),
        ("documents", {"heading": "Hent", "documents": [document, shown_document]}),
        ("contact", person),
        image=image,
    )
    json = shown(page)
    assert json["image"] is None
    assert json["body"] == [
        {
            "type": "video",
            "value": {"title": "Film", "url": "https://vimeo.com/1", "image": None},
            "id": page.body[1].id,
        },
        {
            "type": "documents",
            "value": {"heading": "Hent", "documents": [document_json(shown_document)]},
            "id": page.body[2].id,
        },
        {
            "type": "contact",
            "value": person_json(person, mail=person.mail, phone=person.phone),
            "id": page.body[3].id,
        },
    ]


def test_a_documents_block_without_any_document_is_left_out_with_its_heading(shown, client):
    hidden, gone = factories.document(), factories.document()
    page = with_body(
        ("documents", {"heading": "Hent det hele", "documents": [hidden, gone]}),
        ("documents", {"heading": "Hent intet", "documents": []}),
        ("heading", {"text": "Synlig", "level": "h2"}),
    )
    factories.hide(hidden)
    gone.delete()
    assert [block["type"] for block in shown(page)["body"]] == ["heading"]
    for form in FORMS:
        text = get(client, page, form).content.decode()
        assert "Synlig" in text
        assert "Hent" not in text


def test_a_button_to_a_hidden_page_leads_nowhere(shown, hidden, client):
    page = with_body(("link_button", {"text": "Videre", "page": hidden, "url": ""}))
    assert [block["value"] for block in shown(page)["body"]] == [
        {"text": "Videre", "page": None, "url": ""}
    ]
    assert "Videre" not in client.get(page.url).content.decode()


def test_a_foreign_key_to_a_hidden_page_is_empty(shown):
    network = factories.page(NetworkPage)
    page = factories.page(EventPage, network=network)
    factories.restrict(network)
    assert shown(page)["network"] is None


def test_a_speaker_who_is_deleted_is_left_out(shown):
    gone, host = factories.person(), factories.person()
    page = factories.page(
        EventPage,
        speakers=[("speaker", {"person": gone}), ("speaker", {"person": host})],
        contact=gone,
    )
    gone.delete()
    json = shown(page)
    assert json["contact"] is None
    assert [block["value"]["person"] for block in json["speakers"]] == [person_json(host)]


def test_of_a_hidden_link_only_its_text_stays(shown, hidden):
    document = factories.document()
    factories.hide(document)
    gone = 999_999
    page = with_body(
        (
            "text",
            RichText(
                f'<p><a linktype="page" id="{hidden.pk}">En <b>kladde</b></a>, '
                f'<a linktype="document" id="{document.pk}">en fil</a>, '
                f'<a linktype="page" id="{gone}">en slettet side</a>, '
                '<a linktype="page" id="x">et rod</a> og '
                '<a href="mailto:a@example.dk">en adresse</a>.</p>'
            ),
        )
    )
    assert [block["value"] for block in shown(page)["body"]] == [
        "<p>En <b>kladde</b>, en fil, en slettet side, et rod og "
        '<a href="mailto:a@example.dk">en adresse</a>.</p>'
    ]


def test_hidden_ancestors_are_no_part_of_the_breadcrumb(shown):
    middle = factories.page(StandardPage)
    page = factories.page(StandardPage, parent=middle)
    factories.hide(middle)
    meta = shown(page)["meta"]
    assert meta["parent"] is None
    assert meta["breadcrumb"] == [
        link_json(factories.home(), "home.HomePage", "/"),
        link_json(factories.section(), "home.SectionPage", SECTION),
    ]


class TestAlias:
    @pytest.fixture
    def source(self) -> Page:
        return factories.page(StandardPage, slug="kilde", title="Kilden")

    @pytest.fixture
    def alias(self, source) -> Page:
        return source.create_alias(parent=factories.home(), update_slug="alias")

    def test_it_names_its_source(self, shown, source, alias):
        meta = shown(alias)["meta"]
        assert meta["alias_of"] == link_json(source, "home.StandardPage", f"{SECTION}kilde/")
        assert meta["html_url"] == f"{ROOT}/alias/"

    def test_it_is_hidden_with_its_source(self, client, shown, source, alias):
        assert shown(alias)["title"] == "Kilden"
        Page.objects.filter(pk=source.pk).update(live=False)
        assert client.get("/alias/?format=json").status_code == 410


class TestSites:
    @pytest.fixture
    def neighbour(self) -> Page:
        """A page of another site, on another port."""
        front = StandardPage(title="Nabo", slug="nabo", lede="Her bor vi.")
        Page.get_first_root_node().add_child(instance=front)
        Site.objects.create(hostname="nabo.example", port=8080, root_page=front)
        return factories.page(StandardPage, parent=front, slug="side", lede="En side.")

    def test_a_page_of_another_site_is_linked_under_that_site(self, shown, neighbour):
        link = RichText(f'<p><a linktype="page" id="{neighbour.pk}">nabo</a></p>')
        page = with_body(("page_card", neighbour), ("text", link))
        root = "http://nabo.example:8080"
        card = page_json(neighbour, "home.StandardPage", "/side/", root)
        card["meta"]["detail_url"] = f"{ROOT}/api/v2/pages/{neighbour.pk}/"
        assert [block["value"] for block in shown(page)["body"]] == [
            card,
            f'<p><a href="{root}/side/">nabo</a></p>',
        ]

    def test_it_is_answered_under_that_site_alone(self, client, neighbour):
        response = client.get("/side/", {"format": "json"}, headers={"host": "nabo.example:8080"})
        assert response.json()["meta"]["html_url"] == "http://nabo.example:8080/side/"
        assert client.get("/side/", {"format": "json"}).status_code == 404

    def test_a_page_of_no_site_is_left_out(self, shown):
        outside = StandardPage(title="Udenfor", slug="udenfor")
        Page.get_first_root_node().add_child(instance=outside)
        link = RichText(f'<p><a linktype="page" id="{outside.pk}">udenfor</a></p>')
        page = with_body(("page_card", outside), ("text", link))
        assert [block["value"] for block in shown(page)["body"]] == ["<p>udenfor</p>"]


def test_the_same_page_is_the_same_for_everyone(client, django_user_model):
    page = with_body(("heading", {"text": "Her", "level": "h2"}))
    anonymous = client.get(page.url, {"format": "json"})
    client.force_login(django_user_model.objects.create_superuser("chef"))
    assert client.get(page.url, {"format": "json"}).content == anonymous.content
