"""What a plugin's author is told before a visitor meets it."""

from pathlib import Path

import pytest
from django.core.checks import Error, Warning, run_checks
from django.test.utils import isolate_apps
from rest_framework.fields import CharField
from wagtail.api import APIField
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import PAGE_MODEL_CLASSES, Page
from wagtail.search import index

from cms.models import Topic
from cms.tests.pages.models import ArticlePage, Attachment


@pytest.fixture
def write_template(settings, tmp_path: Path):
    """Writes a template that takes the place of the app's."""
    first = settings.TEMPLATES[0]
    settings.TEMPLATES = [first | {"DIRS": [tmp_path]}, *settings.TEMPLATES[1:]]

    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    return write


def messages() -> list:
    return run_checks(tags=["cms"])


def test_the_types_of_the_project_are_as_they_should_be():
    assert messages() == []


class TestNames:
    @pytest.mark.parametrize("attribute", ["card_fields", "reference_fields"])
    def test_card_shows_only_what_the_page_shows(self, monkeypatch, attribute):
        monkeypatch.setattr(ArticlePage, attribute, ["date", "author"])
        assert messages() == [
            Error(
                f"{attribute} names 'author', which pages.ArticlePage does not show.",
                hint=f"Add 'author' to api_fields, or remove it from {attribute}.",
                obj=ArticlePage,
                id="cms.E001",
            )
        ]

    def test_api_fields_name_what_there_is(self, monkeypatch):
        monkeypatch.setattr(ArticlePage, "api_fields", [*ArticlePage.api_fields, "author"])
        assert messages() == [
            Error(
                "api_fields names 'author', which pages.ArticlePage does not have.",
                hint="Name a field, a property or a method, or give the APIField a serializer.",
                obj=ArticlePage,
                id="cms.E002",
            )
        ]

    def test_field_with_a_serializer_needs_no_attribute(self, monkeypatch):
        made = APIField("author", serializer=CharField(source="owner.name"))
        monkeypatch.setattr(ArticlePage, "api_fields", [*ArticlePage.api_fields, made])
        assert messages() == []

    def test_facet_date_is_a_field(self, monkeypatch):
        monkeypatch.setattr(ArticlePage, "facet_date", "day")
        assert messages() == [
            Error(
                "facet_date names 'day', which pages.ArticlePage does not have.",
                hint="Name the date or date-time field that places the page in time.",
                obj=ArticlePage,
                id="cms.E003",
            )
        ]

    @isolate_apps("cms.tests.pages")
    def test_page_type_that_is_no_content_type_is_pointed_out(self):
        class StrayPage(Page):
            class Meta:
                app_label = "pages"

        try:
            assert messages() == [
                Warning(
                    "pages.StrayPage is a page type but no content type.",
                    hint="Derive it from cms.models.ContentPage (or IndexPage), so that it is "
                    "served in HTML, JSON and Markdown and found by section fronts, search and "
                    "feeds.",
                    obj=StrayPage,
                    id="cms.W001",
                )
            ]
        finally:
            PAGE_MODEL_CLASSES.remove(StrayPage)


class TestTemplates:
    def test_page_needs_a_template(self, monkeypatch):
        monkeypatch.setattr(ArticlePage, "template", "pages/essay_page.html")
        assert messages() == [
            Error(
                "pages.ArticlePage has no template pages/essay_page.html.",
                hint="Write pages/templates/pages/essay_page.html; it gets the representation as "
                "`page`.",
                obj=ArticlePage,
                id="cms.E004",
            )
        ]

    def test_card_template_that_is_named_must_exist(self, monkeypatch):
        monkeypatch.setattr(ArticlePage, "card_template", "pages/cards/essay.html")
        assert messages() == [
            Error(
                "pages.ArticlePage has no template pages/cards/essay.html.",
                hint="Write it, or leave card_template out for the card of any page.",
                obj=ArticlePage,
                id="cms.E004",
            )
        ]

    def test_mistake_in_a_template_is_told(self, write_template):
        write_template("pages/article_page.html", "{% if page.date %}")
        [message] = messages()
        assert (message.id, message.obj) == ("cms.E005", ArticlePage)
        assert message.msg.startswith("pages.ArticlePage has a template with a mistake: Unclosed")

    def test_block_needs_a_template_or_a_rendering(self, monkeypatch):
        stream = ArticlePage._meta.get_field("body").stream_block
        heading = stream.child_blocks["heading"]
        monkeypatch.setattr(
            stream, "child_blocks", stream.child_blocks | {"map": heading}, raising=True
        )
        assert messages() == [
            Error(
                "pages.ArticlePage has no template for the block 'map' of body.",
                hint="Write pages/templates/pages/blocks/map.html; it gets the block's JSON as "
                "`value`.",
                obj=ArticlePage,
                id="cms.E006",
            )
        ]
        monkeypatch.setattr(heading.meta, "template", "pages/map.html", raising=False)
        assert messages() == []


SHOWN = "{% extends 'cms/page.html' %}{% block content %}"


@pytest.mark.parametrize(
    ("model", "name", "wagtails", "ours"),
    [
        (ArticlePage, "image", Image, "media.Image"),
        (Attachment, "document", Document, "media.Document"),
    ],
)
def test_relation_to_wagtails_own_files_is_told_the_right_model(
    monkeypatch, model, name, wagtails, ours
):
    field = model._meta.get_field(name)
    monkeypatch.setattr(field.remote_field, "model", wagtails)
    monkeypatch.setitem(field.__dict__, "related_model", wagtails)
    assert messages() == [
        Error(
            f"{model._meta.label}.{name} refers to {wagtails._meta.label}, which this site does "
            "not use.",
            hint=f'Name "{ours}" in its place.',
            obj=field,
            id="cms.E010",
        )
    ]


@pytest.mark.parametrize(
    ("name", "fault", "hint"),
    [
        ("Noter", "has the api_endpoint 'Noter', which is no name", 'As in "teachers".'),
        ("images", "has the api_endpoint 'images', which is taken", "Choose another name."),
        ("teachers", "has the api_endpoint 'teachers', which is taken", "Choose another name."),
    ],
)
def test_list_in_the_api_has_a_name_of_its_own(monkeypatch, name, fault, hint):
    monkeypatch.setattr(Topic, "api_endpoint", name)
    [message] = [each for each in messages() if each.obj is Topic or name == "teachers"]
    assert (message.id, message.hint) == ("cms.E011", hint)
    assert message.msg.endswith(f" {fault}.")


def test_list_in_the_api_can_be_searched(monkeypatch):
    monkeypatch.setattr(Topic, "search_fields", [index.SearchField("name")])
    assert messages() == [
        Error(
            "cms.Topic has an api_endpoint and can't be searched among what is public.",
            hint='Derive it from index.Indexed, and add index.FilterField("id") to search_fields.',
            obj=Topic,
            id="cms.E011",
        )
    ]


class TestMembers:
    """Templates show only what the representation holds."""

    @pytest.fixture
    def messages_of(self, write_template, monkeypatch):
        """What is told of each of these page templates, by its text."""
        write_template("pages/author.html", "{% block a %}{{ page.author }}{% endblock %}")

        def told(texts: list[str]) -> dict[str, list]:
            found = {}
            for number, text in enumerate(texts):
                # Under a name of its own, so that no other template is read anew.
                name = f"pages/article_page_{number}.html"
                write_template(name, text)
                monkeypatch.setattr(ArticlePage, "template", name)
                found[text] = messages()
            return found

        return told

    def test_page_template_that_shows_more_is_pointed_out(self, messages_of):
        texts = [
            "{{ page.author }}",
            "{{ page.author.name|upper }}",
            "{{ page.title|default:page.author }}",
            "{% if page.date and not page.author %}{% endif %}",
            "{% for one in page.author %}{% endfor %}",
            "{% with page.author as one %}{% endwith %}",
            "{% blocks page.author %}",
            "{% include 'cms/components/contact.html' with person=page.author %}",
            "{% include 'pages/author.html' %}",
            SHOWN + "{{ page.author }}{% endblock %}",
            SHOWN + "{% if page.date %}<p>{{ page.author }}</p>{% endif %}{% endblock %}",
            "{% extends 'pages/author.html' %}",
            "{% extends 'pages/author.html' %}{% block a %}{{ block.super }}{% endblock %}",
        ]
        assert messages_of(texts) == {
            text: [
                Warning(
                    f"pages/article_page_{number}.html shows page.author, which "
                    "pages.ArticlePage does not give it.",
                    hint="Add 'author' to api_fields, or correct the template.",
                    obj=ArticlePage,
                    id="cms.W002",
                )
            ]
            for number, text in enumerate(texts)
        }

    def test_page_template_that_shows_no_more_is_left_alone(self, messages_of):
        texts = [
            "{{ page.id }}{{ page.meta.html_url }}{{ page.title }}{{ page.lede }}{{ page.topics }}",
            "{{ site.author }}{{ items.author }}{{ homepage.author }}",
            "{% comment %}{{ page.author }}{% endcomment %}",
            "{% include 'pages/author.html' with page=site %}",
            "{% include 'pages/author.html' only %}",
            "{% extends 'pages/author.html' %}{% block a %}{{ page.date }}{% endblock %}",
        ]
        assert messages_of(texts) == {text: [] for text in texts}

    def test_card_that_shows_more_is_pointed_out(self, write_template):
        text = "{{ item.title }} {{ item.meta.html_url }} {{ item.date }} {{ item.price }}"
        write_template("pages/cards/article_page.html", text)
        assert messages() == [
            Warning(
                "pages/cards/article_page.html shows item.price, which pages.ArticlePage does not "
                "give it.",
                hint="Add 'price' to card_fields, or correct the template.",
                obj=ArticlePage,
                id="cms.W003",
            )
        ]
