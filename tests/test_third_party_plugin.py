"""A plugin that the project does not know: tests/plugin/, installed by its entry point."""

import os
import re
import subprocess
import sys
import uuid
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from courses.models import CourseIndexPage, CoursePage, CourseReading
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail_footnotes.models import Footnote
from wagtailmedia.models import Media

from cms.blocks.event_teaser import EventTeaserBlock
from cms.plugins import content_types, installed_apps, plugin_apps, repository_apps
from cms.representations.schema import example, page_schema
from cms.testing import factories
from cms.testing.public import get_json
from cms.testing.schemas import page_schemas
from events.models import EventPage
from news.models import NewsPage

PLUGIN = settings.BASE_DIR / "tests" / "plugin"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """A Python process in another environment."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test"} | environment,
        capture_output=True,
        text=True,
    )


class TestInstalling:
    def test_entry_point_is_all_that_it_takes(self):
        [found] = entry_points(group="cms.plugins")
        assert (found.name, found.value) == ("courses", "courses")
        assert "courses" in plugin_apps()
        assert apps.is_installed("courses")
        assert {CourseIndexPage, CoursePage} <= set(content_types())

    def test_package_brings_the_entry_point_along(self, tmp_path: Path):
        command = ["-m", "uv", "pip", "install", "--offline", "--no-deps", "--quiet", "--target"]
        subprocess.run([sys.executable, *command, tmp_path, PLUGIN], check=True)
        [installed] = tmp_path.glob("*.dist-info")
        for name in ("entry_points.txt", "METADATA"):
            assert (installed / name).read_text() == (PLUGIN / installed.name / name).read_text()
        there = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "PYTHONPATH": str(tmp_path)}
        done = run("manage.py", "check", **there)
        assert (done.returncode, done.stderr) == (0, "")

    def test_disabled_plugin_is_not_installed(self):
        assert "courses" in settings.INSTALLED_APPS
        ask = "from django.conf import settings; print('courses' in settings.INSTALLED_APPS)"
        assert run("-c", ask, DISABLE_PLUGINS="courses").stdout == "False\n"

    def test_disabling_leaves_the_others_alone(self, monkeypatch):
        everything = plugin_apps()
        monkeypatch.setenv("DISABLE_PLUGINS", " courses , events ")
        assert plugin_apps() == [name for name in everything if name not in ("courses", "events")]

    def test_misspelt_name_is_told_with_those_that_there_are(self, monkeypatch):
        monkeypatch.setenv("DISABLE_PLUGINS", "cuorses")
        with pytest.raises(ImproperlyConfigured) as caught:
            plugin_apps()
        assert str(caught.value) == (
            'DISABLE_PLUGINS names "cuorses", which is no installed plugin. '
            f"Installed: {', '.join([*repository_apps(), 'courses'])}."
        )


@pytest.mark.django_db
def test_its_stylesheet_comes_after_the_others(client):
    html = client.get(factories.page(CoursePage).url).content.decode()
    linked = re.findall(r'<link rel="stylesheet" href="([^"]*)">', html)
    apps_with_one = ["cms", *repository_apps(), "courses"]
    assert linked == [f"/static/{app}/css/site.css" for app in apps_with_one]


@pytest.mark.django_db
class TestEvents:
    """An event of the plugin is an event wherever the platform asks for one."""

    def test_event_teaser_chooses_among_all_event_types(self):
        assert EventTeaserBlock().target_models == [EventPage, CoursePage]

    def test_event_teaser_shows_what_the_type_says_of_itself(self, client):
        course = factories.page(CoursePage, title="Kursus i mål")
        news = factories.page(NewsPage, body=[("event_teaser", course)])
        [block] = get_json(client, news)["body"]
        assert block["value"] == {
            "id": course.pk,
            "meta": {
                "type": "courses.CoursePage",
                "detail_url": f"http://localhost/api/v2/pages/{course.pk}/",
                "html_url": f"http://localhost{course.url}",
            },
            "title": "Kursus i mål",
            "lede": course.lede,
            "start": timezone.localtime(course.start).isoformat(),
            "end": timezone.localtime(course.end).isoformat(),
        }
        html = client.get(news.url).content.decode()
        assert f'<time datetime="{block["value"]["start"]}">' in html


@pytest.mark.django_db
class TestBlocks:
    def test_block_with_a_template_of_its_own_gives_value_and_html(self, client):
        recommended = factories.page(NewsPage, title="Læs dette")
        value = {"page": recommended, "image": None, "reason": "<p>Det er godt.</p>"}
        course = factories.page(CoursePage, contents=[("recommendation", value)])
        [block] = get_json(client, course)["contents"]
        assert block["value"]["value"]["page"]["title"] == "Læs dette"
        assert block["value"]["value"]["reason"] == "<p>Det er godt.</p>"
        assert f'<a href="{recommended.url}">Læs dette</a>' in block["value"]["html"]
        assert block["value"]["html"] in client.get(course.url).content.decode()

    def test_such_a_block_is_left_out_with_the_page_that_it_shows(self, client):
        recommended = factories.page(NewsPage, title="Endnu ikke offentlig")
        value = {"page": recommended, "image": None, "reason": "<p>Det er godt.</p>"}
        course = factories.page(CoursePage, contents=[("recommendation", value)])
        recommended.unpublish()
        assert get_json(client, course)["contents"] == []
        assert "Endnu ikke offentlig" not in client.get(course.url).content.decode()

    def test_such_a_block_does_without_an_image_that_is_hidden(self, client):
        image = factories.image(title="Fortroligt billede")
        value = {"page": factories.page(NewsPage), "image": image, "reason": "<p>Se.</p>"}
        course = factories.page(CoursePage, contents=[("recommendation", value)])
        assert "Fortroligt billede" in client.get(course.url).content.decode()
        factories.hide(image)
        [block] = get_json(client, course)["contents"]
        assert block["value"]["value"]["image"] is None
        assert "Fortroligt billede" not in client.get(course.url).content.decode()

    def test_block_that_makes_its_json_itself_is_left_out_with_what_it_shows(self, client):
        shown, hidden = factories.document(title="Vejledning"), factories.document()
        contents = [("material", shown), ("material", hidden)]
        course = factories.page(CoursePage, contents=contents)
        factories.hide(hidden)
        blocks = get_json(client, course)["contents"]
        assert [each["value"] for each in blocks] == [{"id": shown.pk, "name": "Vejledning"}]

    def test_editor_is_told_in_the_preview_what_the_public_does_not_see(self, admin_client):
        hidden = factories.draft(NewsPage)
        value = {"page": hidden, "image": None, "reason": "<p>Det er godt.</p>"}
        course = factories.draft(CoursePage, contents=[("recommendation", value)])
        course.save_revision()
        address = reverse("wagtailadmin_pages:view_draft", args=[course.pk])
        html = admin_client.get(address).content.decode()
        assert "Det indhold, der er valgt her, er ikke udgivet." in html
        assert hidden.title not in html


@pytest.mark.django_db
class TestOtherPackages:
    """Blocks and rows that were written for any Wagtail site."""

    @staticmethod
    def film(**values) -> Media:
        film = ContentFile(b"film", name="film.mp4")
        return Media.objects.create(title="En film om klima", file=film, type="video", **values)

    def test_chooser_of_a_package_keeps_its_rendering_and_carries_title_and_file(self, client):
        film = self.film()
        course = factories.page(CoursePage, contents=[("video", film)])
        [block] = get_json(client, course)["contents"]
        address = f"http://localhost{film.url}"
        assert block["value"]["value"] == {
            "id": film.pk,
            "meta": {"type": "wagtailmedia.Media", "download_url": address},
            "title": "En film om klima",
        }
        assert block["value"]["html"].startswith("<video ")
        # Named like a block of the core, whose template it must not meet.
        assert block["value"]["html"] in client.get(course.url).content.decode()

    def test_film_in_a_closed_collection_is_left_out_with_its_block(self, client):
        film = self.film()
        course = factories.page(CoursePage, contents=[("video", film)])
        factories.hide(film)
        assert get_json(client, course)["contents"] == []
        assert film.title not in client.get(course.url).content.decode()

    def test_block_that_renders_itself_in_python_shows_itself(self, client):
        course = factories.page(
            CoursePage, contents=[("hours", {"first": "Fra 9", "last": "til <12"})]
        )
        [block] = get_json(client, course)["contents"]
        assert block["value"] == {
            "value": {"first": "Fra 9", "last": "til <12"},
            "html": "<p class='hours'>Fra 9 – til &lt;12</p>",
        }
        assert block["value"]["html"] in client.get(course.url).content.decode()

    def test_footnotes_find_their_page_and_keep_their_ids(self, client):
        note = Footnote(uuid=uuid.uuid4(), text="<p>Kilde: <b>KL</b></p>", locale_id=1)
        text = f'<p>En påstand<footnote id="{note.uuid}">1</footnote></p>'
        course = factories.page(CoursePage, contents=[("text", text), ("text", text)])
        course.footnotes.add(note)
        course.save_revision().publish()
        page = get_json(client, course)
        assert [each["text"] for each in page["footnotes"]] == ["<p>Kilde: <b>KL</b></p>"]
        first, second = (block["value"] for block in page["contents"])
        assert first["value"] == f'<p>En påstand<footnote id="{note.uuid}">1</footnote></p>'
        assert 'id="footnote-source-1-1"' in first["html"]
        assert 'id="footnote-source-1-2"' in second["html"]
        assert first["html"] in client.get(course.url).content.decode()

    def test_packages_are_installed_because_the_plugin_requires_them(self):
        assert installed_apps()[-3:] == ["wagtailmedia", "wagtail_footnotes", "courses"]


@pytest.mark.django_db
class TestKinds:
    def test_field_of_an_own_kind_is_written_and_described_as_the_kind_says(self, client):
        course = factories.page(CoursePage, lesson=90)
        assert get_json(client, course)["lesson"] == "PT90M"
        document = client.get(reverse("wagtailapi:openapi")).json()
        schema = document["components"]["schemas"]["courses.CoursePage"]["properties"]["lesson"]
        assert schema == {"type": "string", "format": "duration", "examples": ["PT90M"]}

    def test_child_row_is_left_out_with_what_it_cannot_do_without(self, client):
        course = factories.page(CoursePage)
        article, hidden = factories.page(NewsPage, title="Ny lov"), factories.page(NewsPage)
        course.readings = [
            CourseReading(article=article, remark="Læs først"),
            CourseReading(article=hidden, remark="Fortroligt"),
        ]
        course.save_revision().publish()
        hidden.unpublish()
        page = get_json(client, course)
        assert [(each["article"]["title"], each["remark"]) for each in page["readings"]] == [
            ("Ny lov", "Læs først")
        ]
        assert "Fortroligt" not in client.get(course.url).content.decode()

    def test_choices_are_called_in_danish_in_the_openapi_document(self, client):
        document = client.get(reverse("wagtailapi:openapi")).json()
        places = document["components"]["schemas"]["events.EventPage"]["properties"]["places"]
        assert dict(zip(places["enum"], places["x-enum-descriptions"], strict=True)) == {
            "open": "Ledige pladser",
            "few": "Få pladser",
            "waiting_list": "Venteliste",
            "full": "Optaget",
        }

    def test_templates_call_them_so_too_where_they_stand_in_a_stream(self, client):
        module = {"title": "Klima", "hours": 2, "place": "classroom", "text": "<p>Vi begynder.</p>"}
        course = factories.page(CoursePage, contents=[("module", module)])
        [block] = get_json(client, course)["contents"]
        assert block["value"]["place"] == "classroom"
        assert "<p>2 timer. I et lokale</p>" in client.get(course.url).content.decode()

    def test_least_that_a_page_may_be_has_rows_all_the_same(self):
        schemas = page_schemas()
        least = example(schemas, page_schema(schemas, CoursePage), least=True)
        assert [each["remark"] for each in least["readings"]] == ["Remark"]
