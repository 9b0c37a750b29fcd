"""What the validator of HTML is made of: values are told apart as templates tell them apart, and
what can't be told is known by its bytes.
"""

import copy
import hashlib
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.signals import template_rendered
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from cms.delivery.answers import for_visitor
from cms.delivery.inputs import Untold, digest_of, plain
from cms.delivery.rendered import rendered
from cms.delivery.site import site_representation
from cms.lists.form import Field
from cms.models import Topic
from cms.testing.remembering import remembering
from events.choices import EventStatus
from news.models import NewsPage
from news.tests import test_content_types as news

pytestmark = pytest.mark.django_db


class TestWhatCannotBeTold:
    def test_is_known_by_its_bytes(self, client: Client, monkeypatch):
        page = news.TestNewsPage.make()
        monkeypatch.setattr(NewsPage, "extra_context", lambda *args: {"related": iter(())})
        response = client.get(page.get_url())
        assert response["ETag"] == f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'

    @pytest.mark.parametrize("value", [object(), {1, 2}, iter(()), Topic.objects.none(), b"", len])
    def test_has_no_digest(self, rf: RequestFactory, value):
        request = rf.get("/")
        context = {"request": request, "now": timezone.now(), "site": {}}
        assert digest_of("x.html", context, request) is not None
        assert digest_of("x.html", context | {"value": [{"deep": value}]}, request) is None

    def test_a_filter_with_something_of_its_own_is_untold(self):
        found = Field("topic", "Emne")
        plain(found)
        object.__setattr__(found, "more", 1)
        with pytest.raises(Untold):
            plain(found)

    def test_while_templates_are_worked_on_it_is_known_by_its_bytes(self, rf, settings):
        request = rf.get("/")
        settings.DEBUG = True
        context = {"request": request, "now": timezone.now(), "site": {}}
        assert digest_of("x.html", context, request) is None

    def test_with_a_context_processor_of_a_plugin_it_is_known_by_its_bytes(self, rf, settings):
        request = rf.get("/")
        context = {"request": request, "now": timezone.now(), "site": {}}
        assert digest_of("x.html", context, request) is not None
        templates = copy.deepcopy(settings.TEMPLATES)
        templates[0]["OPTIONS"]["context_processors"].append(
            "django.template.context_processors.tz"
        )
        settings.TEMPLATES = templates
        assert digest_of("x.html", context, request) is None


def test_what_templates_tell_apart_is_told_apart():
    values = [
        *(
            "1",
            1,
            True,
            1.0,
            None,
            "None",
            "",
            [],
            {},
            (),
            [1],
            (1,),
            {"a": 1},
            {1: "a"},
            {"1": "a"},
        ),
        *("<b>", mark_safe("<b>"), ["SafeString", "<b>"], gettext_lazy("Topic"), "Emne"),
        *(date(2026, 1, 2), "2026-01-02", datetime(2026, 1, 2), Decimal("1"), Decimal("1.0")),
        *({"a": 1, "b": 2}, {"b": 2, "a": 1}, EventStatus.CANCELLED, "cancelled"),
        *(Field("a", "b"), Field("a", "c"), {"name": "a", "label": "b"}),
    ]
    found = [repr(plain(value)) for value in values]
    assert len(set(found)) == len(values)


def test_a_page_with_a_token_is_kept_by_nobody(rf: RequestFactory):
    request = rf.get("/log-ud/")
    context = {"site": site_representation(request), "now": timezone.now()}
    with remembering() as renderings:
        answer = for_visitor(request, rendered(request, "users/logout.html", context))
        assert (answer["Cache-Control"], answer.has_header("ETag")) == ("private, no-store", False)
        assert renderings.octets == 0


class TestParts:
    """Parts of pages, such as cards: rendered once, and of nothing but what they are given."""

    NOW = datetime.fromisoformat("2026-03-01T12:00:00+01:00")
    EVENT = {
        "id": 1,
        "meta": {"type": "events.EventPage", "html_url": "/arrangementer/a/"},
        "title": "Årsmøde",
        "lede": "",
        "kind": "",
        "start": "2026-03-02T10:00:00+01:00",
        "end": "2026-03-02T12:00:00+01:00",
        "all_day": False,
        "attendance_mode": "on_site",
        "venue": "",
        "town": "Odense",
        "status": "scheduled",
        "places": "open",
        "registration_deadline": None,
        "recording_url": "",
        "materials": [],
    }

    @pytest.fixture
    def rendered_cards(self):
        """How often a card's template was rendered; meanwhile what is rendered is remembered."""
        names: list[str] = []

        def note(template, **kwargs) -> None:
            names.extend([template.name] if "cards" in str(template.name) else [])

        template_rendered.connect(note)
        with remembering():
            yield names
        template_rendered.disconnect(note)

    def card(self, item: dict, now: datetime = NOW, level: int = 3, **more) -> str:
        template = Template("{% card item level %}")
        return template.render(Context({"item": item, "level": level, "now": now, **more}))

    def test_the_same_is_rendered_once(self, rendered_cards):
        first = self.card(self.EVENT)
        assert "Årsmøde" in first
        assert self.card(copy.deepcopy(self.EVENT), self.NOW + timedelta(minutes=1)) == first
        assert rendered_cards == ["events/cards/event_page.html"]

    def test_another_input_is_rendered_anew(self, rendered_cards):
        over = self.NOW + timedelta(days=1, minutes=1)
        found = {
            self.card(self.EVENT),
            self.card(self.EVENT, level=2),
            self.card(self.EVENT | {"title": "Andet"}),
            self.card(self.EVENT, over),
        }
        assert len(found) == len(rendered_cards) == 4
        assert "Afholdt" in self.card(self.EVENT, over)

    def test_nothing_else_has_a_say(self):
        template = Template("{% part 'cms/components/contact.html' person=person %}")
        person = dict.fromkeys(["photo", "title", "organisation", "mail", "phone"], "")
        context = {"person": person | {"name": "Anne", "meta": {"html_url": "/p/"}}}
        assert "Anne" in template.render(Context(context))
        assert "Bo" not in template.render(Context(context | {"site": {"name": "Bo"}}))
