"""What the clock shows and hides in stored forms: at its moment, and with nothing unequal."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.rich_text import RichText

from cms.models import SiteSettings
from cms.publications.models import Moment, SiteRepresentation
from cms.publications.moments import KEPT, next_moment, pass_due
from cms.publications.sites import outdated_sites
from cms.publications.tests.test_following import following
from cms.publications.tests.waiting import eventually
from cms.testing import factories

HOUR = timedelta(hours=1)


def tell(start, end) -> None:
    stored = SiteSettings.for_site(factories.site())
    message = {"text": RichText("<p>Nede.</p>"), "severity": "warning", "start": start, "end": end}
    stored.messages = SiteSettings.messages.field.stream_block.normalize([("site", message)])
    stored.save()


def told(client) -> bool:
    return "Nede" in client.get("/api/v2/site/").text


def stored() -> bool:
    return any("Nede" in each.representation for each in SiteRepresentation.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "is_on"),
    [
        (None, None, True),
        (-HOUR, HOUR, True),
        (-HOUR, None, True),
        (HOUR, None, False),
        (HOUR, 2 * HOUR, False),
        (None, -HOUR, False),
        (None, HOUR, True),
    ],
)
def test_a_message_is_in_the_api_and_in_what_is_stored_in_its_period_only(
    client, start, end, is_on
):
    factories.section()
    now = timezone.now()
    tell(start and now + start, end and now + end)
    assert told(client) is is_on
    assert stored() is is_on
    assert outdated_sites() == []


@pytest.mark.django_db
def test_a_moment_that_comes_changes_what_is_stored(client):
    factories.section()
    tell(timezone.now() + HOUR, timezone.now() + 2 * HOUR)
    assert not told(client)
    start, _end = Moment.objects.order_by("instant")
    assert next_moment() == start.instant
    Moment.objects.filter(pk=start.pk).update(passed=True)
    client.get("/api/v2/site/")
    assert stored()  # told to nobody yet, since readers look at the clock as well
    assert outdated_sites() == []


@pytest.mark.django_db
def test_what_has_passed_needs_no_row_for_ever(client):
    factories.section()
    tell(timezone.now() - 2 * KEPT, timezone.now() + HOUR)
    assert told(client)
    Moment.objects.filter(passed=True).update(passed=False)
    pass_due()
    assert [each.passed for each in Moment.objects.all()] == [False]
    assert told(client)
    assert outdated_sites() == []


def test_the_follower_shows_and_hides_a_message_at_its_moments(committing_database, client):
    factories.section()
    now = timezone.now()
    start, end = now + timedelta(seconds=3), now + timedelta(seconds=6)
    tell(start, end)
    with following():
        assert not told(client)
        assert eventually(lambda: told(client))
        assert timezone.now() >= start
        assert stored()
        assert eventually(lambda: not told(client))
        assert timezone.now() >= end

        def is_gone() -> bool:
            client.get("/api/v2/site/")
            return not stored()

        assert eventually(is_gone)
    assert outdated_sites() == []
    assert json.loads(SiteRepresentation.objects.get().representation)["messages"] == []
