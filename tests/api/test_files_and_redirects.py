"""Images, documents and redirects."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from cms.testing import factories
from home.models import StandardPage
from tests.representation.shapes import document_json, image_json

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"


def meta(endpoint: str, instance, **values) -> dict:
    return {
        "type": instance._meta.label,
        "detail_url": f"{ROOT}/api/v2/{endpoint}/{instance.pk}/",
        **values,
    }


class TestImages:
    @pytest.fixture(autouse=True)
    def _tags(self, content):
        content.image.tags.add("vand", "by")

    def test_a_detail_is_the_reference_and_more(self, ask, content):
        image = content.image
        assert ask(f"images/{image.pk}/") == image_json(image) | {
            "meta": meta(
                "images", image, tags=["by", "vand"], download_url=f"{ROOT}{image.file.url}"
            )
        }

    def test_a_list_has_the_members_of_v2(self, ask, content):
        image = content.image
        assert ask("images/") == {
            "meta": {"total_count": 1},
            "items": [
                {
                    "id": image.pk,
                    "meta": meta(
                        "images",
                        image,
                        tags=["by", "vand"],
                        download_url=f"{ROOT}{image.file.url}",
                    ),
                    "title": "Søen",
                }
            ],
        }

    def test_with_all_fields_an_item_is_the_detail(self, ask, content):
        detail = ask(f"images/{content.image.pk}/")
        assert ask("images/?fields=*")["items"] == [detail]

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("title=Søen", 1),
            ("title=Åen", 0),
            ("width=1600", 1),
            ("width=1", 0),
            ("tags=vand", 1),
            ("tags=vand,by", 1),
            ("tags=vand,vand,by", 1),
            ("tags=vand,land", 0),
            ("search=søen", 1),
            ("search=åen", 0),
            ("id=0", 0),
        ],
    )
    def test_filters(self, ask, query, count):
        assert ask(f"images/?{query}")["meta"] == {"total_count": count}


class TestDocuments:
    def test_a_detail_is_the_reference_and_more(self, ask, content):
        document = content.document
        expected = document_json(document)
        expected["meta"] |= {"tags": []}
        assert ask(f"documents/{document.pk}/") == expected

    def test_with_all_fields_an_item_is_the_detail(self, ask, content):
        detail = ask(f"documents/{content.document.pk}/")
        listed = ask("documents/?fields=*")
        assert listed == {"meta": {"total_count": 1}, "items": [detail]}

    @pytest.mark.parametrize(
        ("query", "count"),
        [("title=Rapporten", 1), ("search=rapport", 1), ("search=findesikke", 0), ("pages=2", 0)],
    )
    def test_filters(self, ask, query, count):
        assert ask(f"documents/?{query}")["meta"] == {"total_count": count}


class TestFilesThatNoPageShows:
    """They are found once a page shows them, and only as long."""

    @pytest.fixture
    def hidden(self, content) -> dict:
        return {
            "images": factories.image(title="Gemt væk"),
            "documents": factories.document(title="Gemt væk"),
        }

    @pytest.mark.parametrize("endpoint", ["images", "documents"])
    def test_are_not_found(self, client, ask, content, hidden, endpoint):
        shown = getattr(content, endpoint.removesuffix("s"))
        assert [item["id"] for item in ask(f"{endpoint}/")["items"]] == [shown.pk]
        for query in ("title=Gemt væk", "search=gemt", f"id={hidden[endpoint].pk}"):
            assert ask(f"{endpoint}/?{query}") == {"meta": {"total_count": 0}, "items": []}
        for path in (f"{hidden[endpoint].pk}/", f"find/?id={hidden[endpoint].pk}"):
            assert client.get(f"/api/v2/{endpoint}/{path}").status_code == 404

    @pytest.mark.parametrize("endpoint", ["images", "documents"])
    def test_are_found_as_soon_as_a_page_shows_them(self, client, ask, hidden, endpoint):
        file = hidden[endpoint]
        path = f"/api/v2/{endpoint}/{file.pk}/"
        assert client.get(path).status_code == 404
        body = [
            ("documents", {"heading": "", "documents": [hidden["documents"]]}),
            ("image", {"image": hidden["images"], "caption": ""}),
        ]
        page = factories.page(StandardPage, body=body)
        assert client.get(path).json()["title"] == "Gemt væk"
        assert ask(f"{endpoint}/?title=Gemt væk")["meta"] == {"total_count": 1}
        page.unpublish()
        assert ask(f"{endpoint}/?title=Gemt væk")["meta"] == {"total_count": 0}
        assert client.get(path).status_code == 404

    def test_are_found_by_id_as_soon_as_a_page_shows_them(self, client, hidden):
        image = hidden["images"]
        factories.page(StandardPage, image=image)
        found = client.get(f"/api/v2/images/find/?id={image.pk}", follow=True)
        assert (found.status_code, found.json()["id"]) == (200, image.pk)

    def test_but_are_free_standing_are_found(self, ask, hidden):
        document = hidden["documents"]
        type(document).objects.filter(pk=document.pk).update(free_standing=True)
        assert ask(f"documents/{document.pk}/")["title"] == "Gemt væk"

    def test_that_a_person_on_a_page_shows_is_found(self, ask, hidden):
        factories.page(StandardPage, contact=factories.person(photo=hidden["images"]))
        assert ask("images/?title=Gemt væk")["meta"] == {"total_count": 1}


class TestRedirects:
    @pytest.fixture
    def redirect(self, content) -> Redirect:
        return Redirect.objects.create(old_path="/gammel", redirect_page=content.first)

    def test_a_detail(self, ask, redirect, content):
        assert ask(f"redirects/{redirect.pk}/") == {
            "id": redirect.pk,
            "meta": meta("redirects", redirect),
            "old_path": "/gammel",
            "location": content.first.url,
            "page_id": content.first.pk,
            "old_url": f"{ROOT}/gammel",
            "location_url": content.first.full_url,
        }

    def test_one_that_leads_to_no_page(self, ask, content):
        elsewhere = Redirect.objects.create(old_path="/andre", redirect_link="https://example.dk/")
        assert ask(f"redirects/{elsewhere.pk}/") == {
            "id": elsewhere.pk,
            "meta": meta("redirects", elsewhere),
            "old_path": "/andre",
            "location": "https://example.dk/",
            "page_id": None,
            "old_url": f"{ROOT}/andre",
            "location_url": "https://example.dk/",
        }

    def test_a_list(self, ask, redirect):
        elsewhere = Redirect.objects.create(old_path="/andre", redirect_link="https://example.dk/")
        listed = ask("redirects/?order=old_path")
        assert listed["meta"] == {"total_count": 2}
        assert [item["id"] for item in listed["items"]] == [elsewhere.pk, redirect.pk]

    def test_found_by_the_old_path(self, client, redirect):
        response = client.get("/api/v2/redirects/find/", {"html_path": "/gammel"})
        assert response.status_code == 302
        assert f"/api/v2/redirects/{redirect.pk}/" in response["Location"]
