"""The validator of HTML is made of what its template gets: whatever changes there is another one,
the same one is the same bytes, and who has it already is answered without anything rendered. So
who has not may be sent what was rendered for somebody else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import brotli
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.rich_text import RichText

from cms.delivery.inputs import code
from cms.models import SiteSettings, Topic
from cms.testing import ContentTypeContract, factories
from cms.testing.instances import shared
from cms.testing.remembering import remembering
from cms.testing.undo import undone
from documents.tests import test_content_types as documents
from events.models import EventIndexPage, EventPage
from events.tests import test_content_types as events
from home.tests import test_content_types as home
from news.models import NewsIndexPage, NewsPage
from news.tests import test_content_types as news
from tests.test_query_counts import PAGES

pytestmark = pytest.mark.django_db
FORMS = ["html", "markdown"]
ADDRESSES = [
    *PAGES,
    "month",
    "searched list",
    "topic",
    "/emner/",
    "/soeg/?q=newspage",
]


def built(page: NewsPage) -> NewsPage:
    """The page, which its topics know of from when it is built."""
    assert Client().get(page.get_url()).status_code == 200
    return page


@pytest.fixture(scope="module")
def urls(django_db_setup, django_db_blocker) -> Iterator[dict]:
    """The addresses of a page of each type, of a topic of theirs, and of lists with a choice."""
    with django_db_blocker.unblock(), undone():
        with shared():
            pages = {contract: contract.make() for contract in PAGES}
        topic = built(pages[news.TestNewsPage]).topics.first()
        found = {contract: page.get_url() for contract, page in pages.items()}
        yield found | {
            "topic": topic.get_absolute_url(),
            "month": f"{found[events.TestEventIndexPage]}?month=2026-01",
            "searched list": f"{found[documents.TestDocumentIndexPage]}?q=newspage",
        }


#: Of four who ask one after the other, and are told what was made for those before.
HEADERS: dict[str, dict[str, str]] = {
    "first": {},
    "compressed": {"accept-encoding": "br"},
    "again": {},
    "compressed_again": {"accept-encoding": "br"},
}


@dataclass(frozen=True)
class Visit:
    """An answer, the names of the templates that were rendered for it, and how many queries."""

    response: HttpResponse
    templates: list[str]
    queries: int

    @classmethod
    def of(cls, url: str, **headers: str) -> "Visit":
        names: list[str] = []

        def note(sender: Any, template: Any, **kwargs: Any) -> None:
            names.append(template.name)

        template_rendered.connect(note)
        try:
            with CaptureQueriesContext(connection) as queries:
                response = Client().get(url, headers=headers)
        finally:
            template_rendered.disconnect(note)
        return cls(response, names, len(queries))


class Looks:
    """What an address answered so far: never other bytes under a validator that it has had."""

    def __init__(self, client: Client, url: str) -> None:
        self.client, self.url = client, url
        self._seen: dict[str, bytes] = {}

    def at(self, **kwargs: Any) -> dict[str, tuple[str, bytes]]:
        """Validator and bytes of each form."""
        found = {}
        for form in FORMS:
            url = f"{self.url}{'&' if '?' in self.url else '?'}format={form}"
            response = self.client.get(url, **kwargs)
            assert response.status_code == 200
            assert self._seen.setdefault(response["ETag"], response.content) == response.content
            found[form] = response["ETag"], response.content
        return found


@contextmanager
def clock(at: datetime) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: at)
        yield


@contextmanager
def other_code() -> Iterator[None]:
    code.cache_clear()
    with override_settings(WAGTAIL_SITE_NAME="Andet"):
        yield
    code.cache_clear()


def stored_settings(**values: Any) -> None:
    stored = SiteSettings.for_site(factories.site())
    for name, value in values.items():
        setattr(stored, name, value)
    stored.save()


def shown(answers: dict[str, tuple[str, bytes]]) -> dict[str, bytes]:
    return {form: content for form, (_etag, content) in answers.items()}


def validators(answers: dict[str, tuple[str, bytes]]) -> set[str]:
    return {etag for etag, _content in answers.values()}


@pytest.fixture(
    scope="module",
    params=[(address, form) for address in ADDRESSES for form in FORMS],
    ids=lambda param: f"{getattr(param[0], '__name__', param[0])}-{param[1]}",
)
def asked(request, urls, django_db_blocker) -> dict[str, Visit]:
    """What an address answers in one of its forms: to those of HEADERS, and to one who has it
    already (`known`) when nothing is remembered of them.
    """
    address, form = request.param
    url = urls.get(address, address)
    url += f"{'&' if '?' in url else '?'}format={form}"
    with django_db_blocker.unblock():
        with remembering():
            visits = {who: Visit.of(url, **HEADERS[who]) for who in HEADERS}
        known = {"if-none-match": visits["first"].response["ETag"]}
        return visits | {"known": Visit.of(url, **known)}


def test_who_has_it_is_answered_without_rendering(asked: dict[str, Visit]):
    first, known = asked["first"], asked["known"]
    assert (first.response.status_code, first.templates != []) == (200, True)
    assert (known.response.status_code, known.response.content) == (304, b"")
    assert (known.templates, known.queries) == ([], asked["again"].queries)


def test_it_is_rendered_and_compressed_once(asked: dict[str, Visit]):
    first, compressed, again, compressed_again = (asked[who] for who in HEADERS)
    assert compressed.templates + again.templates + compressed_again.templates == []
    for one, other in ((first, again), (compressed, compressed_again)):
        assert one.response.headers == other.response.headers
        assert one.response.content == other.response.content
    assert brotli.decompress(compressed.response.content) == first.response.content


@pytest.mark.parametrize("contract", [home.TestSectionPage, events.TestEventPage])
def test_whatever_changes_is_another_validator(contract: type[ContentTypeContract], client: Client):
    with shared():
        page = contract.make()
    looks = Looks(client, page.get_url())
    first = looks.at()
    assert looks.at() == first
    found = [first, looks.at(headers={"host": "andet.example"})]
    with clock(timezone.now() + timedelta(days=1)):
        found.append(looks.at())
    with other_code():
        found.append(looks.at())
    contract.model.objects.filter(pk=page.pk).update(lede="Netop rettet")
    found.append(looks.at())
    assert all("Netop rettet" in content.decode() for content in shown(found[-1]).values())
    stored_settings(organisation="En anden forening")
    found.append(looks.at())
    found.append(Looks(client, f"{page.get_url()}?fra=brev").at())
    for form in FORMS:
        tags = [each[form][0] for each in found]
        assert [tags.index(tag) for tag in tags] == list(range(len(tags)))
    assert looks.at() == found[-2]


def _published(page: NewsPage) -> None:
    built(factories.page(NewsPage, title="Lige udgivet", topics=list(page.topics.all())))


def _other_option(page: NewsPage) -> None:
    Topic.objects.create(name="Lige tilføjet", slug="lige-tilfoejet")


def _renamed_option(page: NewsPage) -> None:
    Topic.objects.filter(pk=page.topics.first().pk).update(name="Lige omdøbt")


@pytest.mark.parametrize(
    ("address", "change"),
    [
        ("{page}", _published),
        ("{page}", _renamed_option),
        ("{section}", _published),
        ("{index}", _published),
        ("{index}", _other_option),
        ("{topic}", _published),
        ("{topic}", _renamed_option),
    ],
)
def test_what_a_page_shows_of_others_is_part_of_it(
    client: Client, address: str, change: Callable[[NewsPage], None]
):
    with shared():
        page = built(news.TestNewsPage.make())
    index = page.get_parent()
    urls = {
        "page": page.get_url(),
        "index": index.get_url(),
        "section": index.get_parent().get_url(),
    }
    looks = Looks(client, address.format(topic=page.topics.first().get_absolute_url(), **urls))
    before = looks.at()
    change(page)
    after = looks.at()
    assert "Lige" in shown(after)["html"].decode()
    assert after["html"][0] != before["html"][0]


def test_pages_of_a_list_have_validators_of_their_own(client: Client, monkeypatch):
    monkeypatch.setattr(NewsIndexPage, "page_size", 1)
    index = news.TestNewsIndexPage.make(items=2)
    found = [Looks(client, f"{index.get_url()}{query}").at() for query in ("", "?page=2")]
    assert len(set.union(*map(validators, found))) == len(FORMS) * 2


class TestTheClock:
    def test_an_event_that_ends_is_another_page_from_that_instant(self, client: Client):
        end = timezone.now().replace(hour=11, minute=0, second=0, microsecond=0)
        event = factories.page(
            EventPage, title="Et møde", start=end - timedelta(hours=2), end=end, all_day=False
        )
        looks = {
            url: Looks(client, url)
            for url in (event.get_url(), factories.index(EventIndexPage).url)
        }
        for each in looks.values():
            states = []
            for at in (-61, -1, 0, 1, 61):
                with clock(end + timedelta(seconds=at)):
                    states.append(each.at()["html"])
            assert states[0] == states[1]
            assert states[3] == states[4]
            assert states[1][0] != states[2][0]
            assert states[1][1] != states[3][1]

    def test_a_service_message_ends_at_its_instant(self, client: Client):
        end = timezone.now().replace(hour=11, minute=0, second=0, microsecond=0)
        end += timedelta(days=1)
        message = {"text": RichText("<p>Nede</p>"), "severity": "warning", "end": end}
        block = SiteSettings.messages.field.stream_block
        stored_settings(messages=block.normalize([("site", message)]))
        looks = Looks(client, factories.section().url)
        found = []
        for at in (-61, -1, 0, 61):
            with clock(end + timedelta(seconds=at)):
                found.append(looks.at()["html"])
        assert found[0] == found[1]
        assert found[1][0] != found[2][0]
        assert ["Nede" in content.decode() for _etag, content in found] == [
            True,
            True,
            False,
            False,
        ]
