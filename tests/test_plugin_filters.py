"""Filters of a plugin's own: from their declaration follow page, API, its document and refusals."""

import pytest
from bs4 import BeautifulSoup
from courses.models import CoursePage, Teacher, VacancyPage
from django.urls import reverse

from cms.testing import factories

COURSES, VACANCIES = {"type": "courses.CoursePage"}, {"type": "courses.VacancyPage"}

pytestmark = pytest.mark.django_db


def titles(client, query: dict) -> list[str]:
    """What the API finds, by title."""
    response = client.get(reverse("wagtailapi:pages:listing"), query | {"order": "title"})
    assert response.status_code == 200, response.content
    return [item["title"] for item in response.json()["items"]]


def facets(client, query: dict, name: str) -> list[tuple[str, str, int]]:
    response = client.get(reverse("wagtailapi:pages:listing"), query | {"facets": name})
    assert response.status_code == 200, response.content
    found = response.json()["meta"]["facets"][name]
    return [(each["value"], each["label"], each["count"]) for each in found]


def form(client, page, **query) -> dict[str, list[str]]:
    """What the form of an index page offers to choose, by the names of its parameters."""
    html = BeautifulSoup(client.get(page.url, query).content, "html.parser")
    return {
        field.find("input")["name"]: [each.text for each in field.find_all("span")]
        for field in html.select("form[data-filters] fieldset")
    }


class TestFilterOfItsOwn:
    """`SubjectFilter` derives from `Filter` itself, and asks a snippet of the plugin."""

    @pytest.fixture
    def courses(self) -> dict[str, CoursePage]:
        subjects = {"Vand": "Klima, natur", "Vind": "Klima, natur", "Skole": "Børn", "Intet": ""}
        return {
            title: factories.page(
                CoursePage,
                title=title,
                teacher=Teacher.objects.create(name=f"Underviser i {title}", subject=subject),
            )
            for title, subject in subjects.items()
        }

    def test_finds_pages_in_the_api_and_on_the_index(self, client, courses):
        assert titles(client, COURSES | {"subject": "Klima, natur"}) == ["Vand", "Vind"]
        both = {"subject": ["Klima, natur", "Børn"]}
        assert titles(client, COURSES | both) == ["Skole", "Vand", "Vind"]
        index = courses["Vand"].get_parent()
        html = client.get(index.url, {"subject": "Børn"}).content.decode()
        assert [title in html for title in courses] == [False, False, True, False]

    def test_offers_what_there_is_with_counts(self, client, courses):
        offered = [("Børn", "Børn", 1), ("Klima, natur", "Klima, natur", 2)]
        assert facets(client, COURSES, "subject") == offered
        index = courses["Vand"].get_parent()
        assert form(client, index)["subject"] == ["Børn (1)", "Klima, natur (2)"]

    def test_tells_nothing_of_a_teacher_who_is_no_more_public(self, client, courses):
        for name in ("Vand", "Vind"):
            courses[name].teacher.unpublish()
        assert facets(client, COURSES, "subject") == [("Børn", "Børn", 1)]
        assert titles(client, COURSES | {"subject": "Klima, natur"}) == []
        html = client.get(courses["Vand"].get_parent().url).content.decode()
        assert ("Børn (1)" in html, "Klima, natur" in html) == (True, False)


class TestFilterOfOptions:
    """`HoursFilter` derives from `OptionsFilter`, beside the core's own on the same type."""

    @pytest.fixture
    def index(self):
        for title, week, employment, workplace in [
            ("Lærer", 37 * 60, "permanent", "Køge"),
            ("Vikar", 20 * 60, "temporary", "Køge"),
            ("Praktikant", 30 * 60, "internship", "Vejle"),
        ]:
            values = {"week": week, "employment": employment, "workplace": workplace}
            page = factories.page(VacancyPage, title=title, **values)
        return page.get_parent()

    def test_narrows_with_the_others(self, client, index):
        assert titles(client, VACANCIES | {"hours": "part"}) == ["Praktikant", "Vikar"]
        assert titles(client, VACANCIES | {"hours": "full,part", "workplace": "Køge"}) == [
            "Lærer",
            "Vikar",
        ]
        assert titles(client, VACANCIES | {"employment": "internship,temporary"}) == [
            "Praktikant",
            "Vikar",
        ]

    def test_form_tells_labels_and_counts_of_what_is_left(self, client, index):
        offered = form(client, index, workplace="Køge")
        assert offered["hours"] == ["Fuld tid (1)", "Deltid (1)"]
        assert offered["employment"] == ["Fast stilling (1)", "Vikariat (1)", "Praktik (0)"]
        assert offered["workplace"] == ["Køge (2)", "Vejle (1)"]

    def test_feed_of_the_same_address_holds_the_same(self, client, index):
        feed = client.get(index.url, {"hours": "part", "format": "rss"}).content.decode()
        assert [title in feed for title in ("Lærer", "Vikar", "Praktikant")] == [False, True, True]

    def test_refusal_names_the_values(self, client, index):
        query = VACANCIES | {"hours": "half"}
        refused = client.get(reverse("wagtailapi:pages:listing"), query)
        assert (refused.status_code, refused.json()["allowed"]) == (400, ["full", "part"])


def test_document_describes_them_once(client):
    document = client.get(reverse("wagtailapi:openapi")).json()
    named = [each.get("$ref") for each in document["paths"]["/api/v2/pages/"]["get"]["parameters"]]
    described = document["components"]["parameters"]
    for name, description in {
        "subject": "Courses whose teacher has this subject. It may be given several times: any of "
        "them. At most 100 values.",
        "hours": "Vacancies of full or of part time. At most 100 values.",
    }.items():
        assert named.count(f"#/components/parameters/{name}") == 1
        assert described[name]["description"] == description
    assert described["hours"]["schema"]["anyOf"][0] == {"type": "string", "enum": ["full", "part"]}
