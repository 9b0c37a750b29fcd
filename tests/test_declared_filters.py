"""What a type declares as filters, asked over HTTP: each type by its own declaration."""

from datetime import UTC, datetime, timedelta

import pytest
from courses.models import VacancyPage
from django.core.checks import run_checks
from django.urls import reverse
from django.utils import timezone

from cms.api.list_parameters import declared
from cms.api.openapi import document
from cms.checks.declared_filters import check_filters
from cms.content import ChoiceFilter, PeriodFilter, TermFilter, TextFilter, YearFilter
from cms.lists import filters_of
from cms.lists.declared import RESERVED
from cms.testing import factories
from cms.tests.conformity import forget
from documents.models import DocumentCollectionPage
from events.models import EventPage, NetworkPage
from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db

NEWS, EVENTS = "news.NewsPage", "events.EventPage"


@pytest.fixture
def ask(client):
    def ask(query: str, expected: int = 200) -> dict:
        response = client.get(f"{reverse('wagtailapi:pages:listing')}?{query}")
        assert response.status_code == expected, response.content
        return response.json()

    return ask


@pytest.fixture
def titles(ask):
    return lambda query: sorted(item["title"] for item in ask(query)["items"])


@pytest.fixture
def declare(monkeypatch):
    """Let a type declare other filters."""

    def forget_all() -> None:
        for derived in (filters_of, declared):
            derived.cache_clear()
        forget()

    def declare(model, *filters) -> None:
        monkeypatch.setattr(model, "filters", [*filters])
        forget_all()

    yield declare
    monkeypatch.undo()
    forget_all()


def event(title: str, **values) -> EventPage:
    start = values.pop("start", datetime(2031, 5, 1, 8, tzinfo=UTC))
    values = {"start": start, "end": start + timedelta(hours=2)} | values
    return factories.page(EventPage, title=title, **values)


def test_a_parameter_named_like_the_foreign_key_takes_slug_and_id(ask, titles, declare, client):
    declare(NewsPage, TermFilter("contact"))
    anna, bo = factories.person(name="Anna"), factories.person(name="Bo")
    first = factories.page(NewsPage, title="Annas", contact=anna)
    factories.page(NewsPage, title="Bos", contact=bo)
    for value in ("anna", anna.pk):
        assert titles(f"type={NEWS}&contact={value}") == ["Annas"]
        assert titles(f"contact={value}") == ["Annas"]
    assert titles(f"type={NEWS}&contact=anna,{bo.pk}") == ["Annas", "Bos"]
    assert titles(f"type={NEWS}&contact__in={anna.pk},{bo.pk}") == ["Annas", "Bos"]
    assert titles(f"type={NEWS}&contact=999999") == []
    assert ask(f"type={NEWS}&contact=carl", 400)["allowed"] == ["anna", "bo"]
    # A type that has the field and no such filter is asked for the field.
    event("Annas møde", contact=anna)
    assert titles(f"type={EVENTS}&contact={anna.pk}") == ["Annas møde"]
    assert titles(f"type={NEWS},{EVENTS}&contact={anna.pk}") == ["Annas", "Annas møde"]
    names = [
        each.get("name") or each["$ref"].rpartition("/")[2]
        for each in document()["paths"]["/api/v2/pages/"]["get"]["parameters"]
    ]
    assert names.count("contact") == 1
    index = first.get_parent().get_url()
    [field] = client.get(index).context["filters"]
    assert (field.label, field.options) == ("Person", [("anna", "Anna", 1), ("bo", "Bo", 1)])
    feed = client.get(f"{index}?contact=anna&format=rss").content.decode()
    assert ("Annas" in feed, "Bos" in feed) == (True, False)


def test_types_with_one_parameter_and_other_fields_are_asked_each_by_its_own(titles, declare):
    factories.page(NewsPage, title="Nyhed", date="2022-04-07")
    published = datetime(2022, 4, 7, 10, tzinfo=UTC)
    factories.page(DocumentCollectionPage, title="Samling", first_published_at=published)
    factories.page(DocumentCollectionPage, title="Ny samling")
    assert titles("year=2022") == ["Nyhed", "Samling"]
    assert titles(f"year=2022&type={NEWS}") == ["Nyhed"]
    declare(
        EventPage, YearFilter("start"), TextFilter("place", "town"), PeriodFilter("start", "end")
    )
    declare(NewsPage, YearFilter("date"), TextFilter("place", "update_note"))
    event("Møde", start=datetime(2022, 5, 1, tzinfo=UTC), town="Odense")
    factories.page(NewsPage, title="Rettet", update_note="Odense", updated_on="2030-01-01")
    assert titles("year=2022") == ["Møde", "Nyhed", "Samling"]
    assert titles(f"year=2022&type={NEWS},{EVENTS}") == ["Møde", "Nyhed"]
    assert titles("place=Odense") == ["Møde", "Rettet"]


def test_when_and_a_period_both_hold_whatever_the_fields_are_called(titles, declare):
    now = timezone.now()
    event("Ovre", start=now - timedelta(days=3))
    event("På vej", start=now + timedelta(days=3))
    day = (now - timedelta(days=5)).date()
    assert titles(f"when=past&from={day}") == ["Ovre"]
    assert titles(f"when=past,upcoming&from={day}") == ["Ovre", "På vej"]
    assert titles(f"when=past&from={now.date()}") == []
    declare(EventPage, PeriodFilter("registration_opens", "registration_deadline"))
    EventPage.objects.filter(title="Ovre").update(
        registration_opens=now, registration_deadline=now + timedelta(days=1)
    )
    assert titles("when=upcoming") == ["Ovre"]
    assert titles("when=past") == []


def test_a_choice_of_one_type_finds_nothing_of_another(ask, titles, declare):
    declare(NewsPage, ChoiceFilter("kind", "update_note"))
    declare(NewsPage)
    declare(EventPage, ChoiceFilter("kind"), ChoiceFilter("state", "status"))
    event("Kursus", kind="course")
    assert titles("kind=course") == titles("kind=course,webinar") == ["Kursus"]
    assert titles("kind=course&kind=webinar&state=cancelled") == []
    problem = ask("kind=course,fest", 400)
    assert (problem["parameter"], problem["allowed"][0]) == ("kind", "meeting")
    assert EVENTS in ask(f"kind=course&type={NEWS}", 400)["allowed"]
    # Where another type has the parameter too, a choice that only one of them knows is none of its.
    declare(VacancyPage, ChoiceFilter("kind", "employment"))
    factories.page(VacancyPage, title="Vikariat", employment="temporary")
    assert titles("kind=course") == ["Kursus"]
    assert titles("kind=course,temporary") == ["Kursus", "Vikariat"]


def test_facets_tell_values_labels_and_counts_beside_what_else_is_asked(ask):
    climate = factories.topic(name="Klima", slug="klima")
    factories.topic(name="Ældre", slug="aeldre")
    factories.page(NewsPage, title="A", date="2022-04-07", topics=[climate])
    factories.page(NewsPage, title="B", date="2021-04-07", topics=[climate])
    factories.page(NewsPage, title="C", date="2022-05-07")
    factories.restrict(factories.page(NewsPage, title="D", date="2019-04-07", topics=[climate]))
    found = ask(f"type={NEWS}&facets=topic,year&year=2022&limit=0")
    assert found == {
        "meta": {
            "total_count": 2,
            "facets": {
                "topic": [
                    {"value": "klima", "label": "Klima", "count": 1},
                    {"value": "aeldre", "label": "Ældre", "count": 0},
                ],
                "year": [
                    {"value": "2022", "label": "2022", "count": 2},
                    {"value": "2021", "label": "2021", "count": 1},
                ],
            },
        },
        "items": [],
    }
    assert ask(f"type={NEWS}&facets=*")["meta"]["facets"].keys() == {"topic", "person", "year"}
    assert "when" in ask("facets=*")["meta"]["facets"]
    assert ask(f"type={NEWS}&facets=when", 400)["allowed"] == ["*", "topic", "person", "year"]
    assert "from" not in ask("facets=from", 400)["allowed"]


def test_facets_of_time_and_of_hidden_networks(ask):
    now = timezone.now()
    shown, hidden = (factories.page(NetworkPage, title=title) for title in ("Synligt", "Skjult"))
    event("Ovre", start=now - timedelta(days=3), network=hidden)
    event("På vej", start=now + timedelta(days=3), network=shown)
    factories.restrict(hidden)
    facets = ask(f"type={EVENTS}&facets=when,network,attendance_mode")["meta"]["facets"]
    assert [(each["value"], each["label"]) for each in facets["attendance_mode"]] == [
        ("on_site", "Fysisk fremmøde"),
        ("online", "Online"),
        ("hybrid", "Fysisk fremmøde eller online"),
    ]
    assert facets["network"] == [{"value": shown.slug, "label": "Synligt", "count": 1}]
    assert {each["value"]: each["count"] for each in facets["when"]} == {
        "upcoming": 1,
        "ongoing": 0,
        "past": 1,
    }


def test_a_list_is_narrowed_by_its_type_without_a_line_in_the_index(client, declare):
    index = factories.index(NewsIndexPage)
    declare(NewsPage, TextFilter("note", "update_note", label="Rettelse"))
    for title, note in (("A", "x, y"), ("B", "z")):
        values = {"update_note": note, "updated_on": "2030-01-01"}
        factories.page(NewsPage, parent=index, title=title, **values)
    response = client.get(index.url, {"note": "x, y"})
    assert [card["title"] for card in response.context["items"].cards] == ["A"]
    [field] = response.context["filters"]
    assert (field.label, field.options, field.chosen) == (
        "Rettelse",
        [("x, y", "x, y", 1), ("z", "z", 1)],
        ("x, y",),
    )
    assert "Rettelse</legend>" in response.content.decode()
    both = client.get(f"{index.url}?note=x, y&note=z").content.decode()
    assert both.count('type="checkbox"') == both.count(" checked>") == 2


class TestChecks:
    def found(self) -> list[str]:
        return [f"{message.id} {message.msg}" for message in check_filters(None)]

    def test_what_the_repository_declares_is_right(self):
        assert run_checks(tags=["cms"]) == []

    @pytest.mark.parametrize(
        ("declared_as", "told"),
        [
            (TextFilter("topic", "update_note"), "cms.E009 The parameter 'topic' means several"),
            (
                TermFilter("region"),
                "cms.E008 The filter 'region' of news.NewsPage needs a relation",
            ),
            (
                TextFilter("nothing"),
                "cms.E008 The filter 'nothing' of news.NewsPage names the field",
            ),
            (ChoiceFilter("lede"), "cms.E008 The filter 'lede' of news.NewsPage names the field"),
            (TextFilter("limit", "lede"), "cms.E008 The filter 'limit' of news.NewsPage has the"),
            (TextFilter("date", "lede"), "cms.E008 The filter 'date' of news.NewsPage is about"),
        ],
    )
    def test_what_does_not_fit_is_named(self, declare, declared_as, told):
        declare(NewsPage, declared_as)
        [message] = self.found()
        assert message.startswith(told)


def test_no_filter_can_take_a_name_that_lists_have():
    from cms.api.views import PagesEndpoint

    assert PagesEndpoint.known_query_parameters - RESERVED == set()
