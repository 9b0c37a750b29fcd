"""Dates of years that can't be: refused by every form, and harmless when they came by SQL."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from wagtail.models import Site

from cms.models import SiteSettings
from cms.publications.backlog import build_backlog
from cms.testing import factories
from cms.testing.undo import undone
from cms.values.dates import UnfitDate, check
from conftest import number_changes
from events.models import EventPage
from news.models import NewsPage
from tests.values.forms import data_of, inputs_of

pytestmark = pytest.mark.django_db
REFUSED = "Skriv en dato i årene 1900 til 2199."
#: Python knows neither infinity nor years before the first.
BY_SQL = ["0001-01-01", "9999-12-31", "infinity", "-infinity", "0044-03-15 BC", "12000-01-01"]

#: The moments that every page has.
WHEN = [
    *("go_live_at", "expire_at", "latest_revision_created_at"),
    *("first_published_at", "last_published_at"),
]


def errors_of(response) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return [each.get_text(" ", strip=True) for each in page.select(".error-message")]


def save(admin, editor, page, **values: str):
    data = data_of(inputs_of(page, editor)) | values
    return admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


class TestByForm:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("start", "01.01.0001 00:00"),
            ("end", "31.12.9999 23:59"),
            ("registration_deadline", "31.12.1899 23:59"),
            ("go_live_at", "01.01.2200 00:00"),
            ("expire_at", "31.12.9999 00:00"),
        ],
    )
    def test_of_an_event(self, admin, editor, name, value):
        event = factories.page(EventPage)
        response = save(admin, editor, event, **{name: value, "all_day": "on"})
        assert response.status_code == 200
        assert REFUSED in response.content.decode()

    def test_of_an_article(self, admin, editor):
        response = save(admin, editor, factories.page(NewsPage), date="01.01.0001")
        assert errors_of(response) == [REFUSED]

    def test_of_a_service_message(self, admin, editor):
        settings = SiteSettings.for_site(factories.site())
        data = data_of(inputs_of(settings, editor)) | {
            "messages-count": "1",
            "messages-0-type": "site",
            "messages-0-order": "0",
            "messages-0-deleted": "",
            "messages-0-id": "",
            "messages-0-value-text": json.dumps({"blocks": [], "entityMap": {}}),
            "messages-0-value-severity": "warning",
            "messages-0-value-start": "01.01.0001 00:00",
            "messages-0-value-end": "",
        }
        site = Site.objects.get(is_default_site=True)
        address = reverse("wagtailsettings:edit", args=["cms", "sitesettings", site.pk])
        response = admin.post(address, data)
        assert response.status_code == 200
        [error] = response.context["form"].errors.as_data()["messages"]
        assert error.block_errors[0].block_errors["start"].messages == [REFUSED]

    def test_the_first_and_the_last_day_are_taken(self, admin, editor):
        article = factories.page(NewsPage)
        for day in ("01.01.1900", "31.12.2199"):
            assert save(admin, editor, article, date=day).status_code == 302

    def test_of_code(self):
        with pytest.raises(ValidationError) as raised:
            factories.page(NewsPage, date=date(1, 1, 1))
        assert raised.value.message_dict == {"date": [REFUSED]}

    def test_local_time_decides(self):
        check(datetime.fromisoformat("1899-12-31T23:30:00+00:00"))
        with pytest.raises(UnfitDate):
            check(datetime.fromisoformat("2199-12-31T23:30:00+00:00"))


@pytest.fixture(scope="class")
def site(django_db_setup, django_db_blocker) -> Iterator[dict]:
    """Two articles and two events, and addresses at which they are listed."""
    with django_db_blocker.unblock(), undone():
        yield made_site()


def made_site() -> dict:
    articles = [factories.page(NewsPage, title=f"Artikel {n} om vejret") for n in (1, 2)]
    events = [factories.page(EventPage, title=f"Arrangement {n} om vejret") for n in (1, 2)]
    section, calendar = factories.section(), events[0].get_parent()
    section_url, news_url, calendar_url = (
        each.get_url() for each in (section, articles[0].get_parent(), calendar)
    )
    return {
        "articles": articles,
        "events": events,
        "lists": [
            "/",
            section_url,
            *(f"{news_url}{query}" for query in ("", "?format=rss", "?format=atom")),
            f"{calendar_url}",
            *(
                f"{calendar_url}?{query}"
                for query in ("when=past", "format=ics", "from=1900-01-01")
            ),
            *(f"{calendar_url}?month={month}" for month in ("2026-11", "1900-01", "2199-12")),
            "/soeg/?q=vejret",
            "/api/v2/pages/?fields=*",
            "/api/v2/pages/?type=news.NewsPage&order=date",
            "/api/v2/pages/?type=events.EventPage&when=upcoming&fields=*",
            "/sitemap.xml",
        ],
    }


def by_sql(table: str, column: str, value: str, key: int, primary: str = "page_ptr_id") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{column}" = %s WHERE {primary} = %s', [value, key])
    number_changes()


def status() -> str:
    told = io.StringIO()
    with pytest.raises(SystemExit):  # something needs attention
        call_command("publications", "status", stdout=told)
    return told.getvalue()


class TestBySQL:
    @pytest.mark.parametrize("value", BY_SQL)
    def test_what_is_dated_so_is_left_out_and_named(self, client, site, caplog, value):
        (bad, good), (bad_event, good_event) = site["articles"], site["events"]
        by_sql("news_newspage", "date", value, bad.pk)
        by_sql("events_eventpage", "start", value, bad_event.pk)
        by_sql("events_eventpage", "end", value, bad_event.pk)
        with caplog.at_level(logging.ERROR):
            answers = {address: client.get(address) for address in site["lists"]}
            list(build_backlog())
        assert {address: each.status_code for address, each in answers.items()} == dict.fromkeys(
            answers, 200
        )
        texts = {address: each.content.decode() for address, each in answers.items()}
        shown = [address for address in texts if bad.title in texts[address]]
        shown += [address for address in texts if bad_event.title in texts[address]]
        assert shown == []
        news_url = good.get_parent().get_url()
        assert all(good.title in texts[address] for address in texts if news_url in address)
        assert good_event.title in texts[good_event.get_parent().get_url()]
        for page in (bad, bad_event):
            assert client.get(page.get_url()).status_code == 503
            assert f"Page {page.pk} can't be built: UnfitDate" in caplog.text
            assert f"page {page.pk}: UnfitDate" in status()

    def test_a_service_message_is_left_out_and_named(self, client, site, caplog):
        settings = SiteSettings.for_site(factories.site())
        text = {"text": "<p>Nede i nat.</p>", "severity": "warning", "end": None}
        messages = [
            {"type": "site", "value": text | {"start": start}, "id": key}
            for start, key in (("0001-01-01T00:00:00Z", "a"), (None, "b"), ("snart", "c"))
        ]
        by_sql("cms_sitesettings", "messages", json.dumps(messages), settings.pk, "id")
        response = client.get("/")
        assert response.status_code == 200
        assert response.content.decode().count("Nede i nat.") == 1
        assert "is built without block site a: UnfitDate" in caplog.text
        assert "block site c: ValueError: 'snart' is no date or time" in status()


@pytest.fixture(scope="class")
def bad(site, django_db_blocker) -> dict[str, NewsPage]:
    """Each a page of its own, so that whoever breaks is asked for beside the others."""
    with django_db_blocker.unblock():
        return {name: factories.page(NewsPage) for name in WHEN}


class TestMomentsBySQL:
    @pytest.mark.parametrize("value", BY_SQL)
    def test_they_break_nothing(self, admin, client, site, bad, value):
        for name, page in bad.items():
            by_sql("wagtailcore_page", name, value, page.pk, "id")
        for address in site["lists"]:
            assert client.get(address).status_code == 200, address
        for address in [
            reverse("wagtailadmin_explore", args=[site["articles"][0].get_parent().pk]),
            *(reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in bad.values()),
            reverse("wagtailadmin_reports:aging_pages"),
            reverse("wagtailadmin_reports:aging_pages") + "?export=xlsx",
            reverse("wagtailadmin_home"),
        ]:
            assert admin.get(address).status_code == 200, address
