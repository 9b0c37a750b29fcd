"""What the front of the site and that of a section lead to."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from courses.models import CourseIndexPage
from django.test import Client

from cms.models import Topic
from cms.testing import factories
from cms.testing.undo import undone
from conftest import number_changes
from documents.models import DocumentIndexPage
from events.models import EventIndexPage, EventPage, NetworkIndexPage, NetworkPage
from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db

SECTION = "/moeder-og-netvaerk/"
TASKS = [
    ("Find et møde", "arrangementer/", "Arrangementer"),
    ("Find et netværk", "netvaerk/", "Netværk"),
    ("Læs nyheder", "nyheder/", "Nyheder"),
    ("Find en rapport", "dokumenter/", "Papirer, hæfter og tal."),
    ("Find et kursus", "kurser/", "Kurser"),
]


@pytest.fixture(scope="module")
def section(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A section with an index of each type, and pages under two topics; a third is only hidden."""
    with django_db_blocker.unblock(), undone():
        ledes = dict.fromkeys(
            [CourseIndexPage, NewsIndexPage, EventIndexPage, NetworkIndexPage], ""
        )
        for model, lede in (ledes | {DocumentIndexPage: "Papirer, hæfter og tal."}).items():
            index = factories.index(model)
            index.lede = lede
            index.save()
        climate, school, hidden = (
            factories.topic(name=name, slug=name.lower()) for name in ("Klima", "Skole", "Krig")
        )
        coming = {"start": "2099-01-01T10:00Z", "end": "2099-01-01T12:00Z"}
        factories.page(EventPage, title="Klimadag", topics=[climate], **coming)
        factories.page(EventPage, title="Skoledag", topics=[school], **coming)
        factories.page(NewsPage, title="Klimanyt", topics=[climate])
        factories.page(NetworkPage, title="Skolefolk", topics=[school])
        factories.restrict(factories.page(NewsPage, title="Hemmeligt", topics=[hidden]))
        number_changes()
        yield


def read(address: str, status: int = 200) -> BeautifulSoup:
    response = Client().get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def tasks_of(part) -> list[tuple[str, str, str]]:
    return [
        (task.a.get_text(strip=True), task.a["href"], task.span.get_text(strip=True))
        for task in part.find_all(class_="task")
    ]


def test_a_section_has_an_entry_for_what_each_type_lets_one_do(section):
    found = tasks_of(read(SECTION).main)
    assert found == [(label, SECTION + path, said) for label, path, said in TASKS]


def test_the_front_of_the_site_leads_to_its_sections_and_what_is_done_there(section):
    front = factories.section()
    front.show_in_menus = True
    front.save()
    page = read("/")
    [entry] = page.find("ul", class_="sections").find_all("li", recursive=False)
    assert (entry.h2.get_text(), entry.h2.a["href"]) == (front.title, SECTION)
    assert [label for label, _path, _said in tasks_of(entry)] == [task[0] for task in TASKS]
    # And to what is new, whatever it is, each under its name.
    latest = page.find(attrs={"aria-labelledby": "nyt"})
    kinds = [label.get_text() for label in latest.find_all(class_="card-label")]
    titles = [title.get_text() for title in latest.find_all(class_="card-title")]
    assert dict(zip(titles, kinds, strict=True)) == {
        "Skolefolk": "Netværk",
        "Klimanyt": "Nyhed",
        "Skoledag": "Arrangement",
        "Klimadag": "Arrangement",
    }
    assert [
        link["href"] for link in page.find(attrs={"aria-labelledby": "find-emner"}).find_all("a")
    ] == [
        "/emner/klima/",
        "/emner/skole/",
    ]


def test_a_section_shows_what_is_next_of_the_topic_that_is_asked_for(section):
    def shown(query: str) -> dict[str, tuple]:
        return {
            group.h2.get_text(): (
                [title.get_text() for title in group.find_all(class_="card-title")],
                group.find(class_="more")["href"],
            )
            for group in read(SECTION + query).find_all("section", class_="teasers")
        }

    every = {
        "Arrangementer": (["Klimadag", "Skoledag"], f"{SECTION}arrangementer/"),
        "Netværk": (["Skolefolk"], f"{SECTION}netvaerk/"),
        "Nyheder": (["Klimanyt"], f"{SECTION}nyheder/"),
    }
    assert shown("") == shown("?topic=") == shown("?topic=,") == every
    assert shown("?topic=klima") == {
        "Arrangementer": (["Klimadag"], f"{SECTION}arrangementer/?topic=klima"),
        "Nyheder": (["Klimanyt"], f"{SECTION}nyheder/?topic=klima"),
    }
    assert shown("?topic=krig") == {}


def test_the_topics_to_choose_are_those_of_what_everybody_sees(section):
    def choices(query: str) -> list[tuple]:
        links = read(SECTION + query).find("nav", class_="topic-choice").find_all("a")
        return [(link.get_text(), link["href"], "aria-current" in link.attrs) for link in links]

    def of(chosen: str) -> list[tuple]:
        return [
            ("Alle emner", f"{SECTION}#dit-emne", chosen == ""),
            ("Klima", "?topic=klima#dit-emne", chosen == "klima"),
            ("Skole", "?topic=skole#dit-emne", chosen == "skole"),
        ]

    assert choices("") == of("")
    assert choices("?topic=skole") == of("skole")
    assert "Her er ikke noget om emnet endnu." in read(f"{SECTION}?topic=krig").main.get_text()


def test_a_topic_that_there_is_not_is_told_in_words(section):
    page = read(f"{SECTION}?topic=findes-ikke", status=400)
    assert page.find("a", href=SECTION) is not None
    assert not Topic.objects.filter(slug="findes-ikke").exists()
