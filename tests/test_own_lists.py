"""Lists in the API of what pages show that is no page: a plugin's own models, and ours."""

import pytest
from courses.models import CoursePage, Teacher
from django.urls import reverse
from django.utils import timezone

from cms.testing import factories
from cms.testing.public import get_json
from events.models import Audience, EventPage


@pytest.mark.django_db
class TestOwnListInTheApi:
    """A snippet gets an endpoint by one declaration; listed is what a visible page shows."""

    @staticmethod
    def names(client, **query) -> list[str]:
        response = client.get("/api/v2/teachers/", query)
        assert response.status_code == 200
        return [each["name"] for each in response.json()["items"]]

    def test_what_a_page_shows_is_listed_as_the_page_shows_it(self, client):
        teacher = Teacher.objects.create(name="Asta Møller", subject="Klima")
        Teacher.objects.create(name="Uden kursus")
        course = factories.page(CoursePage, teacher=teacher)
        item = {
            "id": teacher.pk,
            "meta": {
                "type": "courses.Teacher",
                "detail_url": f"http://localhost/api/v2/teachers/{teacher.pk}/",
            },
            "name": "Asta Møller",
            "subject": "Klima",
        }
        assert get_json(client, course)["teacher"] == item
        listing = client.get("/api/v2/teachers/").json()
        assert listing == {"meta": {"total_count": 1}, "items": [item]}
        assert client.get(item["meta"]["detail_url"]).json() == item
        assert client.get("/api/v2/").json()["teachers"] == "http://localhost/api/v2/teachers/"

    def test_list_is_narrowed_as_others_are(self, client):
        for name in ("Asta Møller", "Bo Holm", "Carl Lund"):
            factories.page(CoursePage, teacher=Teacher.objects.create(name=name))
        assert self.names(client, order="-name", limit=2) == ["Carl Lund", "Bo Holm"]
        assert self.names(client, search="Asta") == ["Asta Møller"]
        assert self.names(client, name="Bo Holm") == ["Bo Holm"]
        assert client.get("/api/v2/teachers/", {"town": "Vejle"}).status_code == 400

    def test_draft_is_in_no_page_and_no_list(self, client):
        teacher = Teacher.objects.create(name="Asta Møller")
        course = factories.page(CoursePage, teacher=teacher)
        teacher.unpublish()
        assert get_json(client, course)["teacher"] is None
        assert self.names(client) == []
        assert client.get(f"/api/v2/teachers/{teacher.pk}/").status_code == 404

    def test_openapi_document_describes_it(self, client):
        document = client.get(reverse("wagtailapi:openapi")).json()
        assert {path for path in document["paths"] if "teachers" in path} == {
            "/api/v2/teachers/",
            "/api/v2/teachers/{id}/",
            "/api/v2/teachers/find/",
        }
        assert {"name": "Teachers", "description": "Teachers that a page shows."} in document[
            "tags"
        ]
        schema = document["components"]["schemas"]["courses.Teacher"]
        assert set(schema["properties"]) == {"id", "meta", "name", "subject"}


@pytest.mark.django_db
class TestWhatPagesShow:
    """Persons, topics and audiences, which are declared in the same way."""

    @staticmethod
    def shown(page, name: str) -> list[dict]:
        """What the page's JSON has there, as a list of its own has it."""
        found = page[name] if isinstance(page[name], list) else [page[name]]
        own = {"mail", "phone"}  # of the page whose contact it is
        return [{key: each[key] for key in each if key not in own} for each in found]

    def test_each_is_listed_as_a_page_shows_it(self, client):
        audience = Audience.objects.create(name="Ledere", slug="ledere")
        Audience.objects.create(name="Ingen", slug="ingen")
        photo = factories.image(title="Anne")
        contact = factories.person(name="Anne Sø", mail="anne@kl.dk", phone="1", photo=photo)
        factories.person(name="Uden side")
        factories.topic(name="Tomt", slug="tomt")
        event = factories.page(
            EventPage,
            start=timezone.now(),
            end=timezone.now(),
            contact=contact,
            topics=[factories.topic(name="Klima", slug="klima")],
            audiences=[audience],
        )
        page = get_json(client, event)
        for endpoint, name in (
            ("persons", "contact"),
            ("topics", "topics"),
            ("audiences", "audiences"),
        ):
            [item] = self.shown(page, name)
            listing = client.get(f"/api/v2/{endpoint}/").json()
            assert listing == {"meta": {"total_count": 1}, "items": [item]}
            assert client.get(item["meta"]["detail_url"]).json() == item
        event.unpublish()
        for endpoint in ("persons", "topics", "audiences"):
            listing = client.get(f"/api/v2/{endpoint}/").json()
            assert listing == {"meta": {"total_count": 0}, "items": []}
        assert client.get(f"/api/v2/persons/{contact.pk}/").status_code == 404
