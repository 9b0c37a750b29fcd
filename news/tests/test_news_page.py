from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cms.testing import factories
from news.models import NewsPage

pytestmark = pytest.mark.django_db

BOTH = "En opdatering skal have både en dato og en tekst om, hvad der er ændret."


def test_an_update_is_told_with_what_has_changed(client):
    page = factories.page(
        NewsPage,
        date=date(2022, 4, 7),
        updated_on=date(2022, 4, 8),
        update_note="Linket er rettet.",
    )
    assert "Opdateret 8. april 2022: Linket er rettet." in client.get(page.url).content.decode()
    found = client.get(page.url, {"format": "json"}).json()
    assert (found["updated_on"], found["update_note"]) == ("2022-04-08", "Linket er rettet.")


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"updated_on": date(2022, 4, 8)}, {"update_note": [BOTH]}),
        ({"update_note": "Linket er rettet."}, {"updated_on": [BOTH]}),
        (
            {"updated_on": date(2022, 4, 6), "update_note": "Linket er rettet."},
            {"updated_on": ["Opdateringen må ikke ligge før datoen."]},
        ),
    ],
)
def test_half_an_update_is_refused(values, errors):
    with pytest.raises(ValidationError) as refused:
        NewsPage(title="Nyhed", date=date(2022, 4, 7), **values).clean()
    assert refused.value.message_dict == errors


def test_related_are_the_newest_with_a_topic_in_common(client):
    climate, budget = factories.topic(), factories.topic()
    both = {"topics": [climate, budget]}
    page = factories.page(NewsPage, **both)
    for day in (1, 4, 2, 3):
        factories.page(NewsPage, title=f"Den {day}.", date=date(2022, 4, day), **both)
    factories.page(NewsPage, title="Noget andet", topics=[factories.topic()])
    factories.restrict(
        factories.page(NewsPage, title="Lukket", date=date(2022, 4, 5), topics=[climate])
    )
    related = client.get(page.url).context["related"]
    assert [card["title"] for card in related] == ["Den 4.", "Den 3.", "Den 2."]


def test_an_article_is_shared_by_plain_links(client):
    page = factories.page(NewsPage, title="Mål & midler", slug="maal")
    html = client.get(page.url).content.decode()
    address = "http%3A%2F%2Flocalhost%2Fmoeder-og-netvaerk%2Fnyheder%2Fmaal%2F"
    assert f'href="mailto:?subject=M%C3%A5l%20%26%20midler&amp;body={address}"' in html
    assert f'href="https://www.linkedin.com/sharing/share-offsite/?url={address}"' in html
    assert f'href="https://www.facebook.com/sharer/sharer.php?u={address}"' in html
