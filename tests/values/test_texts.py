"""Texts with characters that can't be written: cleaned by every form and when a model is saved, and
harmless when they came by SQL.
"""

import json
import xml.etree.ElementTree as ET

import pytest
from django.core.checks import run_checks
from django.db import connection, models
from django.test.utils import isolate_apps
from django.urls import reverse
from icalendar import Calendar
from wagtail.rich_text import RichText

from cms.danish.slugs import danish_slug
from cms.models import Person, Topic
from cms.testing import factories
from cms.values.entrance import fit_instance
from cms.values.texts import fit, line, lines, rich_text
from conftest import number_changes
from events.models import EventPage
from news.models import NewsPage
from tests.values.forms import data_of, inputs_of

pytestmark = pytest.mark.django_db


class TestRule:
    def test_of_one_line(self):
        assert line("a\x0bb\nc\x08d\u0000 A\u030a\ud800") == "a b cd Å"

    def test_of_several_lines(self):
        assert lines("a\x0bb\r\nc\x08d\tA\u030a") == "a\nb\r\ncd\tÅ"

    def test_of_rich_text(self):
        assert rich_text('<p title="x\x0by">a\x0bb\x08</p>') == '<p title="x y">a<br/>b</p>'

    def test_what_is_fit_is_left_as_it_is(self):
        value = {"a": ["Årets tal\n", 1, None, {"b": "æøå"}]}
        assert fit(value) is value


class TestByForm:
    def test_of_a_page(self, admin, editor):
        article = factories.page(NewsPage, body=[("heading", {"text": "Om", "level": "h2"})])
        data = data_of(inputs_of(article, editor)) | {
            "title": "Klima\x0bog A\u030arhus\x08",
            "lede": "Første linje\x0banden\x08",
            "body-0-value-text": "Over\x0bskrift\x08",
            "action-publish": "1",
        }
        response = admin.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), data)
        assert response.status_code == 302
        article.refresh_from_db()
        assert article.title == "Klima og Århus"
        assert article.lede == "Første linje\nanden"
        assert article.body.raw_data[0]["value"]["text"] == "Over skrift"

    def test_of_a_topic_whose_name_another_has_in_other_code_points(self, admin):
        factories.topic(name="Århus", slug="aarhus")
        data = {"name": "A\u030arhus", "slug": "en-anden"}
        response = admin.post("/admin/cms/topic/create/", data)
        assert response.status_code == 200
        assert Topic.objects.filter(name="A\u030arhus").count() == 0


class TestByModel:
    def test_of_a_person(self):
        person = factories.person(name="Karen\x0bHansen\x08", bio="Et\x0bto")
        assert Person.objects.get(pk=person.pk).name == "Karen Hansen"
        assert Person.objects.get(pk=person.pk).bio == "Et\nto"

    def test_of_blocks(self):
        article = factories.page(
            NewsPage,
            body=[
                ("heading", {"text": "Over\x0bskrift", "level": "h2"}),
                ("text", RichText("<p>A\u030ar\x0bet</p>")),
            ],
        )
        raw = NewsPage.objects.get(pk=article.pk).body.raw_data
        assert [each["value"] for each in raw] == [
            {"text": "Over skrift", "level": "h2"},
            "<p>År<br/>et</p>",
        ]

    def test_of_a_slug(self):
        assert danish_slug("A\u030alborg fo\u0308lger med") == "aalborg-folger-med"
        assert factories.person(name="A\u030ase Ny").slug == "aase-ny"


def test_nothing_escapes():
    assert [each for each in run_checks(tags=["cms"]) if each.id == "cms.E007"] == []


class TestByCode:
    def test_form_feeds_stay_where_they_part_pages(self):
        document = factories.document(text="En\fTo\x0b\x08A\u030a\f\fFire")
        document.refresh_from_db()
        assert document.text == "En\fTo\nÅ\f\fFire"

    @isolate_apps("tests")
    def test_no_other_text_escapes_because_no_form_has_it(self):
        class Note(models.Model):
            text = models.TextField(editable=False)
            word = models.CharField(max_length=9, editable=False)

            class Meta:
                app_label = "tests"

        note = Note(text="En\fTo\x08", word="A\x0bB")
        fit_instance(note)
        assert (note.text, note.word) == ("En\nTo", "A B")


class TestBySQL:
    def test_every_form_is_well_formed(self, client):
        article = factories.page(NewsPage, title="Artikel", topics=[topic := factories.topic()])
        event = factories.page(EventPage, title="Møde", topics=[topic])
        text = "Vejret\x0bi\x08 byen\x1f\ufffe & <ja>"
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE wagtailcore_page SET title = %s WHERE id = ANY (%s)",
                [text, [article.pk, event.pk]],
            )
            cursor.execute("UPDATE news_newspage SET lede = %s", [text])
            cursor.execute("UPDATE cms_topic SET name = %s", [text])
            cursor.execute("UPDATE wagtailcore_site SET site_name = %s", [text])
        number_changes()
        news, calendar = article.get_parent().get_url(), event.get_parent().get_url()
        for address in (f"{news}?format=rss", f"{news}?format=atom", "/sitemap.xml"):
            ET.fromstring(client.get(address).content)
        for address in (f"{news}?topic={topic.slug}&format=rss", topic.get_absolute_url()):
            assert client.get(address).status_code == 200
        calendar_file = Calendar.from_ical(client.get(f"{calendar}?format=ics").content.decode())
        [found] = calendar_file.walk("VEVENT")
        assert found["SUMMARY"] == "Vejret\ni byen & <ja>"
        listed = json.loads(client.get("/api/v2/pages/?type=news.NewsPage").content)
        assert [each["title"] for each in listed["items"]] == ["Vejret\ni byen & <ja>"]


class TestNullCharacters:
    @pytest.mark.parametrize("name", ["town", "topic", "kind", "network", "from", "when", "month"])
    def test_in_a_list_they_are_refused(self, client, name):
        calendar = factories.index(EventPage.allowed_parent_page_models()[0])
        assert client.get(f"{calendar.get_url()}?{name}=%00").status_code == 400

    @pytest.mark.parametrize(
        "address",
        [
            *("/admin/cms/person/?q=%00", "/admin/cms/topic/?q=%00", "/admin/cms/person/?o=%00"),
            *("/admin/pages/search/?q=%00", "/admin/images/?q=%00", "/admin/documents/?q=%00"),
            *("/admin/redirects/?q=%00", "/admin/reports/site-history/?label=%00"),
            *("/admin/users/?q=%00", "/admin/choose-page/search/?q=%00"),
        ],
    )
    def test_in_the_admin_they_find_nothing(self, admin, address):
        factories.person()
        assert admin.get(address).status_code in (200, 302, 400)

    def test_in_a_session_cookie(self, client):
        factories.site()
        client.cookies["sessionid"] = '"\\000aaaaaaaaaaaaaaaaaaaa"'
        assert client.get("/").status_code == 200
