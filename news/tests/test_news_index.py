from datetime import date

import pytest

from cms.testing import factories
from news.models import NewsIndexPage, NewsPage


@pytest.fixture
def index(db) -> NewsIndexPage:
    return factories.index(NewsIndexPage)


def news(index: NewsIndexPage, day: date, **values) -> NewsPage:
    return factories.page(NewsPage, parent=index, date=day, **values)


def titles(response) -> list[str]:
    return [card["title"] for card in response.context["items"].cards]


def test_newest_comes_first_whatever_the_order_of_publishing(client, index):
    news(index, date(2022, 4, 7), title="Midt")
    news(index, date(2023, 1, 1), title="Sidst")
    news(index, date(2021, 11, 30), title="Først")
    assert titles(client.get(index.url)) == ["Sidst", "Midt", "Først"]


def years(response) -> tuple[list[str], str]:
    """The years to choose from, and the chosen one."""
    [found] = [each for each in response.context["filters"] if each.name == "year"]
    return [value for value, _label, _count in found.options], "".join(found.chosen)


def test_year_shows_only_the_news_of_that_year(client, index):
    news(index, date(2022, 1, 1), title="Nytår")
    news(index, date(2022, 12, 31), title="Nytårsaften")
    news(index, date(2021, 12, 31), title="Året før")
    assert titles(client.get(index.url, {"year": "2022"})) == ["Nytårsaften", "Nytår"]


def test_years_are_those_that_have_visible_news(client, index):
    news(index, date(2022, 4, 7))
    news(index, date(2022, 5, 17))
    news(index, date(2020, 4, 7))
    news(index, date(2019, 4, 7), live=False)
    factories.restrict(news(index, date(2018, 4, 7)))
    assert years(client.get(index.url, {"year": "2020"})) == (["2022", "2020"], "2020")


def test_year_without_news_is_an_empty_list(client, index):
    response = client.get(index.url, {"year": "1999"})
    assert (response.status_code, titles(response)) == (200, [])
    assert years(response) == (["1999"], "1999")
    assert "Intet passer til alt dette: <b>1999</b>." in response.content.decode()
    assert "Her er endnu ingen nyheder." in client.get(index.url).content.decode()


def test_twenty_to_a_page_and_the_year_kept_in_the_links(client, index):
    for day in range(1, 22):
        news(index, date(2022, 4, day), title=f"Den {day}.")
    first = client.get(index.url, {"year": "2022"}).context["items"]
    assert [card["title"] for card in first.cards] == [f"Den {day}." for day in range(21, 1, -1)]
    assert (first.number, first.num_pages, first.total) == (1, 2, 21)
    assert (first.previous_url, first.next_url) == (None, f"{index.url}?year=2022&page=2")
    second = client.get(first.next_url).context["items"]
    assert [card["title"] for card in second.cards] == ["Den 1."]
    assert (second.previous_url, second.next_url) == (f"{index.url}?year=2022", None)


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("year", "i år", "Vi forstår ikke ”{}”. Det skal være et årstal som 2022."),
        ("year", "-1", "Vi forstår ikke ”{}”. Det skal være et årstal som 2022."),
        ("year", "0", "Vi forstår ikke ”{}”. Det skal være et årstal som 2022."),
        ("year", "10000", "Vi forstår ikke ”{}”. Det skal være et årstal som 2022."),
        ("year", "0000199999999999", "Vi forstår ikke ”{}”. Det skal være et årstal som 2022."),
        ("year", "²", "Vi forstår ikke ”{}”. Det skal være et årstal som 2022."),
        ("topic", "fodbold", "”{}” er ikke blandt det, man kan vælge."),
        ("page", "0", "Vi forstår ikke ”{}”. Det skal være et tal fra 1 til 1."),
        ("page", "2", "Vi forstår ikke ”{}”. Det skal være et tal fra 1 til 1."),
        ("page", "sidste", "Vi forstår ikke ”{}”. Det skal være et tal fra 1 til 1."),
    ],
)
def test_what_is_no_year_or_page_is_refused_in_danish(client, index, parameter, value, expected):
    factories.topic(slug="klima")
    response = client.get(index.url, {parameter: value})
    assert response.status_code == 400
    assert expected.format(value) in response.content.decode()


def test_section_shows_the_three_newest(client, index):
    for day in (7, 9, 8, 6):
        news(index, date(2022, 4, day), title=f"Den {day}.")
    [group] = client.get(factories.section().url).context["teasers"]
    assert [card["title"] for card in group["cards"]] == ["Den 9.", "Den 8.", "Den 7."]
    assert (group["label"], group["index"]["title"]) == ("Nyheder", "Nyheder")


def test_no_year_is_offered_that_would_be_refused(client, index):
    news(index, date(2022, 5, 17))
    for year in (1, 9999):
        impossible = news(index, date(2023, 5, 17))
        NewsPage.objects.filter(pk=impossible.pk).update(date=date(year, 5, 17))
    assert years(client.get(index.url)) == (["2022"], "")
