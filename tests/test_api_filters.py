"""Filters and orders of the API's page lists, over one type and over several."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from cms.testing import factories
from events.models import Audience

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (apps.is_installed("news") and apps.is_installed("events")),
        reason="lists of news and events",
    ),
]

NEWS, EVENTS = "news.NewsPage", "events.EventPage"


@pytest.fixture
def ask(client):
    def ask(expected: int = 200, /, **query) -> dict:
        response = client.get(reverse("wagtailapi:pages:listing"), query)
        assert response.status_code == expected, response.content
        return response.json()

    return ask


@pytest.fixture
def titles(ask):
    return lambda **query: [item["title"] for item in ask(**query)["items"]]


def news(title: str, **values):
    return factories.page(apps.get_model(NEWS), title=title, **values)


def event(title: str, hours: int = 24, **values):
    start = timezone.now() + timedelta(hours=hours)
    values = {"start": start, "end": start + timedelta(hours=2)} | values
    return factories.page(apps.get_model(EVENTS), title=title, **values)


def test_dates_are_compared(titles):
    for day in (1, 2, 3):
        news(f"Nyhed {day}", date=f"2022-04-0{day}")
    query = {"type": NEWS, "order": "date"}
    assert titles(**query, date="2022-04-02") == ["Nyhed 2"]
    assert titles(**query, date__gte="2022-04-02") == ["Nyhed 2", "Nyhed 3"]
    assert titles(**query, date__lte="2022-04-02") == ["Nyhed 1", "Nyhed 2"]
    assert titles(**query, date__in="2022-04-01,2022-04-03") == ["Nyhed 1", "Nyhed 3"]


def test_instants_are_compared_in_any_time_zone(titles):
    event("Tidligt", start="2030-05-01T08:00:00+02:00", end="2030-05-01T09:00:00+02:00")
    event("Sent", start="2030-05-02T08:00:00+02:00", end="2030-05-02T09:00:00+02:00")
    assert titles(type=EVENTS, start="2030-05-01T06:00:00Z") == ["Tidligt"]
    assert titles(type=EVENTS, start__gte="2030-05-01T22:00:00Z") == ["Sent"]
    assert titles(type=EVENTS, start__lte="2030-05-01T08:00:00 02:00") == ["Tidligt"]


def test_choices_are_named(titles, ask):
    event("Aflyst", status="cancelled")
    event("Udsat", status="postponed")
    event("Som planlagt")
    query = {"type": EVENTS, "order": "title"}
    assert titles(**query, status="cancelled") == ["Aflyst"]
    assert titles(**query, status__in="cancelled,postponed") == ["Aflyst", "Udsat"]
    problem = ask(400, type=EVENTS, status="off")
    assert "scheduled, postponed, rescheduled, cancelled, moved_online" in problem["detail"]


def test_topics_are_named_by_slug_or_id(titles, ask):
    climate, schools = factories.topic(slug="klima"), factories.topic(slug="skoler")
    news("Om klima", topics=[climate])
    event("Klimadag", topics=[climate, schools])
    news("Om intet")
    assert titles(topic="klima", order="title") == ["Klimadag", "Om klima"]
    assert titles(topic=climate.pk, type=NEWS) == ["Om klima"]
    assert titles(topics__in=f"{climate.pk},{schools.pk}", type=EVENTS) == ["Klimadag"]
    assert "klimaet" in ask(400, topic="klimaet")["detail"]


def test_events_are_asked_for_by_audience(titles, ask):
    leaders = Audience.objects.create(name="Ledere", slug="ledere")
    event("For ledere", audiences=[leaders])
    event("For alle")
    news("En nyhed")
    assert titles(audience="ledere") == ["For ledere"]
    assert titles(audience=leaders.pk, type=EVENTS) == ["For ledere"]
    assert titles(audiences__in=leaders.pk, type=EVENTS) == ["For ledere"]
    assert "chefer" in ask(400, audience="chefer")["detail"]
    assert EVENTS in ask(400, audience="ledere", type=NEWS)["detail"]


def test_events_are_asked_for_by_time(titles, ask):
    event("Ovre", hours=-24)
    event("I gang", hours=-1)
    event("På vej", hours=24)
    news("En nyhed")
    assert titles(when="upcoming", type=EVENTS, order="start") == ["I gang", "På vej"]
    assert titles(when="ongoing") == ["I gang"]
    assert titles(when="past", type=EVENTS) == ["Ovre"]
    assert ask(400, when="soon")["allowed"] == ["upcoming", "ongoing", "past"]
    assert NEWS in ask(400, when="past", type=f"{NEWS},{EVENTS}")["detail"]


def test_several_types_are_filtered_and_ordered_by_what_all_have(titles, ask):
    image = factories.image()
    news("B", image=image, date="2022-04-01")
    event("A", image=image)
    event("C")
    both = f"{NEWS},{EVENTS}"
    assert titles(type=both, order="-title") == ["C", "B", "A"]
    assert titles(type=both, image=image.pk, order="title") == ["A", "B"]
    assert titles(type=both, order="lede,title") == titles(type=both, order="lede,title")
    found = ask(type=both, fields="date,start,-slug", order="title")["items"]
    assert [set(item) & {"date", "start"} for item in found] == [{"start"}, {"date"}, {"start"}]
    assert "date" not in ask(400, type=both, date="2022-04-01")["allowed"]


def test_lists_are_ordered_by_several_fields(titles):
    news("B", date="2022-04-01")
    news("A", date="2022-04-01")
    news("C", date="2022-04-02")
    assert titles(type=NEWS, order="-date,title") == ["C", "A", "B"]
    assert titles(type=NEWS, order="date,-title") == ["B", "A", "C"]


def test_titles_are_in_the_order_of_the_danish_alphabet(titles):
    words = ["Ål", "æble", "Zebra", "Øre", "Aarhus", "abe"]
    for number, word in enumerate(words):
        news(word) if number % 2 else event(word)
    alphabet = ["abe", "Zebra", "æble", "Øre", "Ål", "Aarhus"]
    both = f"{NEWS},{EVENTS}"
    assert titles(type=both, order="title") == alphabet
    assert titles(type=both, order="-title") == alphabet[::-1]
    assert titles(type=NEWS, order="title") == ["abe", "æble", "Øre"]
    every_type = [title for title in titles(order="title") if title in words]
    assert every_type == alphabet


@pytest.mark.parametrize(
    ("query", "named", "allowed"),
    [
        ({"tpye": NEWS}, "tpye", "type"),
        ({"type": "news.Nyhed"}, "type", NEWS),
        ({"type": NEWS, "body": "x"}, "body", "date__gte"),
        ({"type": NEWS, "title__gte": "x"}, "title__gte", "title"),
        ({"type": NEWS, "order": "start"}, "start", "date"),
        ({"type": NEWS, "order": "topics"}, "topics", "date"),
        ({"type": NEWS, "fields": "start"}, "start", "date"),
        ({"format": "xml"}, "xml", "json"),
        ({"search": "x", "search_operator": "xor"}, "xor", "and"),
    ],
)
def test_what_is_unknown_is_named_with_what_is_allowed(ask, query, named, allowed):
    problem = ask(400, **query)
    assert named in problem["detail"]
    assert allowed in problem["allowed"]


@pytest.mark.parametrize(
    "query",
    [
        {"date": "i går"},
        {"date__gte": ""},
        {"date__in": "2022-04-01,"},
        {"image": "x"},
        {"topics": "x"},
        {"person": "Anna"},
        {"title": "\0"},
        {"topic": "\0"},
        {"search": "\0"},
        {"first_published_at": "0001-01-01"},
        {"limit": "x"},
        {"limit": "1000"},
        {"offset": "99999999999999999999"},
        {"show_in_menus": "ja"},
        {"child_of": "99999999999999999999"},
        {"rich_text_format": "pdf"},
        {"site": "x:y"},
    ],
)
def test_a_value_that_makes_no_sense_is_refused(ask, query):
    ask(400, type=NEWS, **query)


def test_a_parameter_is_given_once(client):
    response = client.get(f"{reverse('wagtailapi:pages:listing')}?limit=1&limit=2")
    assert response.status_code == 400


def test_a_filter_does_not_tell_what_the_answer_leaves_out(titles):
    image = factories.image()
    news("Med billede", image=image)
    assert titles(type=NEWS, image=image.pk) == ["Med billede"]
    factories.hide(image)
    assert titles(type=NEWS, image=image.pk) == []
    assert titles(type=NEWS, image__in=image.pk) == []
