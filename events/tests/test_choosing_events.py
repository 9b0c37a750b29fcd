"""What a visitor chooses in the calendar, and what becomes of a choice that makes no sense."""

from collections.abc import Iterator

import pytest

from cms.testing import factories
from cms.testing.undo import undone
from events.models import NetworkPage

pytestmark = pytest.mark.django_db


def errors(response) -> dict[str, str]:
    """What stands at the fields of the form, by parameter."""
    return {each.name: each.error for each in response.context["filters"] if each.error}


NO_CHOICE = "”{}” er ikke blandt det, man kan vælge."
NO_DAY = "Vi forstår ikke ”{}”. Det skal være en dato som 2022-05-17."


@pytest.mark.usefixtures("choices")
class TestAChoiceThatMakesNoSense:
    @pytest.fixture(scope="class")
    @classmethod
    def choices(cls, index) -> Iterator[None]:
        with undone():
            factories.topic(slug="klima")
            factories.page(NetworkPage, slug="synligt")
            factories.restrict(factories.page(NetworkPage, slug="skjult"))
            yield

    @pytest.mark.parametrize(
        ("query", "told"),
        [
            ("kind=fest", {"kind": NO_CHOICE.format("fest")}),
            ("kind=course,fest", {"kind": NO_CHOICE.format("fest")}),
            ("attendance_mode=begge", {"attendance_mode": NO_CHOICE.format("begge")}),
            ("topic=fodbold", {"topic": NO_CHOICE.format("fodbold")}),
            ("network=skjult", {"network": NO_CHOICE.format("skjult")}),
            ("from=i-morgen", {"from": NO_DAY.format("i-morgen")}),
            ("to=2022-13-01", {"to": NO_DAY.format("2022-13-01")}),
            ("from=9999-12-31", {"from": NO_DAY.format("9999-12-31")}),
            (
                "from=2022-05-17&to=2022-05-16",
                {"to": "”Til” skal være samme dag som ”Fra” eller senere."},
            ),
            (
                "kind=fest&to=snart&attendance_mode=online",
                {"kind": NO_CHOICE.format("fest"), "to": NO_DAY.format("snart")},
            ),
        ],
    )
    def test_is_told_at_its_field(self, client, index, query, told):
        """The form stays with what was written, and the list is that of the other choices."""
        response = client.get(f"{index.url}?{query}")
        assert (response.status_code, response["Cache-Control"]) == (400, "no-store")
        assert errors(response) == told
        html = response.content.decode()
        for name, error in told.items():
            assert f'id="filter-{name}-error" data-swap="error-{name}">{error}</p>' in html
        assert "<title>Fejl: " in html
        assert response.context["feeds"] == []
        if "from=i-morgen" in query:  # no browser would show it in a field for dates
            assert 'name="from" value=""' in html
        if "from=2022-05-17" in query:
            assert 'name="to" value="2022-05-16"' in html
            assert [chip.label for chip in response.context["chips"]] == ["Fra 17. maj 2022"]


def test_what_is_wrong_is_told_to_programs_as_before(client, index):
    for form in ("rss", "ics", "markdown"):
        response = client.get(index.url, {"kind": "fest", "format": form})
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["parameter"] == "kind"


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("query", "told", "rest"),
    [
        ("when=i-morgen", NO_CHOICE.format("i-morgen"), ""),
        (
            "month=maj&kind=course",
            "Vi forstår ikke ”maj”. Det skal være en måned som 2022-05.",
            "?kind=course",
        ),
        ("month=9999-12", "Vi forstår ikke ”9999-12”. Det skal være en måned som 2022-05.", ""),
        (
            "from=2022-05-01&from=2022-05-02",
            "Vi forstår ikke ”2022-05-01,2022-05-02”. Det skal være én værdi.",
            "",
        ),
        (
            "page=9&kind=course",
            "Vi forstår ikke ”9”. Det skal være et tal fra 1 til 1.",
            "?kind=course",
        ),
        (
            "kind=course&format=xml",
            "Siden findes ikke i det format, som adressen beder om.",
            "?kind=course",
        ),
        ("kind=fest&format=ics", NO_CHOICE.format("fest"), ""),
    ],
)
def test_a_person_never_ends_at_an_error_for_programs(client, index, query, told, rest):
    response = client.get(f"{index.url}?{query}", headers=BROWSER)
    html = response.content.decode()
    assert (response.status_code, response["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert told in html
    assert f'<a href="{index.url}{rest}">Vis siden uden det</a>' in html


def test_networks_are_told_apart_by_what_is_different(client, index):
    for title in ("Netværk for klima", "Netværk for skole", "Netværk for børn", "Forum"):
        factories.page(NetworkPage, title=title)
    [found] = [
        [label for _value, label, _count in each.options]
        for each in client.get(index.url).context["filters"]
        if each.name == "network"
    ]
    assert found == ["Forum", "Børn", "Klima", "Skole"]
