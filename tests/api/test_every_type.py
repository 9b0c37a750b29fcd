"""Lists over all types, and what has no value or one of several."""

import pytest

from cms.testing import factories
from tests.api.test_lists import FIRST, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(ask):
    def found(query: str) -> dict[str, dict]:
        return {item["title"]: item for item in ask(f"pages/?{query}")["items"]}

    return found


def test_without_a_type_a_list_shows_what_every_type_has(found, content):
    above = (content.home, content.section, content.news)
    item = found("fields=_,title,lede,image(_,alt),last_published_at,breadcrumb(_,id)")[FIRST]
    assert item == {
        "meta": {
            "last_published_at": item["meta"]["last_published_at"],
            "breadcrumb": [{"id": page.pk} for page in above],
        },
        "title": FIRST,
        "lede": "Fra hele landet.",
        "image": {"alt": content.image.description},
    }
    assert "date" not in found("fields=*")[FIRST]
    assert found("fields=*")[FIRST]["lede"] == "Fra hele landet."


def test_without_a_type_it_is_filtered_and_ordered_by_what_every_type_has(titles, content):
    assert titles("lede=Fra hele landet.") == [FIRST]
    assert titles(f"image={content.image.pk}") == [FIRST]
    assert titles("image__isnull=false") == [FIRST]
    assert titles("order=-lede,-title") == titles("order=lede,title")[::-1]
    assert titles("last_published_at__gte=2100-01-01T00:00:00Z") == []
    assert sorted(titles("order=-last_published_at")) == sorted(titles(""))


def test_every_type_is_asked_for_with_its_own_members(found, titles, client):
    items = found("type=*&fields=_,title,date,venue")
    assert items[FIRST] == {"title": FIRST, "date": "2022-04-07"}
    assert items["Webinar"] == {"title": "Webinar", "venue": "Rådhuset"}
    assert titles("type=*&lede=Fra hele landet.") == [FIRST]
    assert titles("type=*&topic=velfaerd") == [FIRST]
    assert sorted(titles("type=*")) == sorted(titles(""))
    assert client.get("/api/v2/pages/?type=*&date=2022-04-07").status_code == 400
    assert client.get("/api/v2/pages/?type=*,news.NewsPage").status_code == 400


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("slug__in=webinar,erfaringer", [FIRST, "Webinar"]),
        ("type=events.EventPage&venue__in=Rådhuset,Skolen", ["Webinar"]),
        ("type=events.EventPage&status__in=scheduled,cancelled", ["Webinar"]),
        ("type=news.NewsPage&image__isnull=true", [SECOND]),
        ("type=news.NewsPage&image__isnull=false", [FIRST]),
        ("type=news.NewsPage,events.EventPage&contact__isnull=false", [FIRST]),
        ("type=news.NewsPage,events.EventPage&contact__isnull=true", [SECOND, "Webinar"]),
        ("type=news.NewsPage,events.EventPage&topics__isnull=true", ["Webinar"]),
        ("type=news.NewsPage&updated_on__isnull=true", [FIRST, SECOND]),
    ],
)
def test_one_of_several_and_none(titles, query, expected):
    assert titles(f"order=id&{query}") == expected


def test_what_is_hidden_is_none(titles, content):
    factories.hide(content.image)
    assert titles("order=id&type=news.NewsPage&image__isnull=true") == [FIRST, SECOND]
    assert titles("type=news.NewsPage&image__isnull=false") == []
