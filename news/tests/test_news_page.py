from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cms.testing import factories
from news.models import NewsPage

pytestmark = pytest.mark.django_db


def test_an_update_before_the_date_is_refused():
    update = {"updated_on": date(2022, 4, 6), "update_note": "Linket er rettet."}
    with pytest.raises(ValidationError) as refused:
        NewsPage(title="Nyhed", date=date(2022, 4, 7), **update).clean()
    assert refused.value.message_dict == {"updated_on": ["Opdateringen må ikke ligge før datoen."]}


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
