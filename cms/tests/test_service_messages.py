"""Service messages: where they stand, when, and that no hidden section's is told elsewhere."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.rich_text import RichText

from cms.models import SiteSettings
from cms.testing import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def switch_on(*messages: tuple[str, dict]) -> SiteSettings:
    defaults = {"text": RichText("<p>Tilmeldingen er nede.</p>"), "severity": "warning"}
    stored = SiteSettings.for_site(factories.site())
    stored.messages = SiteSettings.messages.field.stream_block.normalize(
        [(name, defaults | values) for name, values in messages]
    )
    stored.save()
    return stored


def told(client, address: str = "/") -> list[str]:
    region = BeautifulSoup(client.get(address).content, "html.parser").select_one(
        'section[aria-label="Driftsbeskeder"]'
    )
    messages = region.select(".service-message") if region else []
    return [" ".join(message.get_text(" ", strip=True).split()) for message in messages]


@pytest.mark.parametrize(
    ("severity", "label"),
    [("information", "Driftsbesked"), ("warning", "Advarsel"), ("outage", "Driftsforstyrrelse")],
)
def test_a_message_stands_on_every_page_and_says_in_words_how_much_it_matters(
    client, severity, label
):
    section = factories.section()
    switch_on(("site", {"severity": severity}))
    for address in ("/", section.url, "/log-ind/", "/findes-ikke/"):
        assert told(client, address) == [f"{label} Tilmeldingen er nede."]


def test_a_message_of_a_section_stands_there_and_below(client):
    section = factories.section()
    below = factories.page(type(section), parent=section, slug="nedenunder")
    switch_on(("section", {"section": section}))
    assert told(client, "/") == []
    assert len(told(client, section.url)) == len(told(client, below.url)) == 1


def test_a_message_of_a_hidden_section_is_told_nowhere(client):
    section = factories.section()
    switch_on(("section", {"section": section}))
    factories.restrict(section)
    assert told(client, "/") == told(client, section.url) == []


@pytest.mark.parametrize(
    ("start", "end", "is_on"),
    [
        (None, None, True),
        (-HOUR, HOUR, True),
        (-HOUR, None, True),
        (HOUR, None, False),
        (None, -HOUR, False),
    ],
)
def test_a_message_is_on_in_its_period_only(client, start, end, is_on):
    now = timezone.now()
    factories.section()
    switch_on(("site", {"start": start and now + start, "end": end and now + end}))
    assert bool(told(client)) == is_on


def test_without_a_message_there_is_nothing(client):
    factories.section()
    assert told(client) == []


def test_an_end_before_the_start_is_refused():
    now = timezone.now()
    stored = switch_on(("site", {"start": now, "end": now - HOUR}))
    with pytest.raises(ValidationError):
        stored.messages.stream_block.clean(stored.messages)
