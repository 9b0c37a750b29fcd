"""What every content type keeps to, proved through the addresses that the public uses."""

from datetime import timedelta
from typing import Any, ClassVar
from unittest import mock

from django.contrib.auth import get_user_model
from django.db import connection
from django.template.loader import get_template
from django.test import TestCase
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.delivery.html import template_context
from cms.kinds import api_fields
from cms.models import ContentPage, IndexPage
from cms.plugins import content_types
from cms.representations.schema import example, page_schema
from cms.testing import factories, samples
from cms.testing.instances import shared
from cms.testing.labels import labels_without_danish
from cms.testing.missing_migrations import require_migrations
from cms.testing.public import (
    FORMS,
    assert_not_found,
    assert_not_in_api,
    assert_tells_nothing,
    card_of,
    count_queries,
    get,
    get_json,
    path_of,
    refuse_query,
    secrets_of,
)
from cms.testing.references import can_be_hidden, references_of, shows
from cms.testing.remembering import remembering
from cms.testing.schemas import misfits, page_schemas

RESTRICTIONS = [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, PageViewRestriction.GROUPS]


class ContentTypeContract(TestCase):
    """Subclass it for a content type, and all of this is run on it::

        class TestPodcastPage(ContentTypeContract):
            model = PodcastPage

    A `django.test.TestCase`, because its page, with something in every field, is made only once.
    """

    model: ClassVar[type[ContentPage]]

    __test__ = False  # itself it is no test

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.__test__ = "model" in vars(cls)

    @classmethod
    def sample(cls) -> dict[str, Any]:
        """Return values in place of the generic ones, for fields that depend on each other."""
        return {}

    @classmethod
    def make(cls, items: int = 1, **values: Any) -> ContentPage:
        """Return a live page with a value in every field, `items` of every kind of block and
        relation. An index page has `items` children.
        """
        # Keeping it up takes most of the time, and the tests that look into it fill it themselves.
        with disable_reference_index_auto_update():
            values = cls.sample() | values
            filled = samples.all_values(cls.model, items, besides=values)
            page = factories.page(cls.model, **filled | values)
            for listed in cls.listed_types():
                for _ in range(items):
                    factories.page(listed, parent=page)
        return page

    @classmethod
    def listed_types(cls) -> list[type[ContentPage]]:
        """Return the types that pages of an index type list."""
        if not issubclass(cls.model, IndexPage):
            return []
        return [child for child in cls.model.allowed_subpage_models() if child in content_types()]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.page = cls.make()
        cls.parent = cls.page.get_parent().specific
        cls.client_class().get(cls.page.url)  # so that it is built before the tests, and only once

    # At its address

    def test_is_found_because_it_is_installed(self):
        assert self.model in content_types()

    def test_page_is_served_as_html(self):
        response = self.client.get(self.page.url)
        assert (response.status_code, response["Content-Type"]) == (200, "text/html; charset=utf-8")
        html = response.content.decode()
        assert self.page.title in html
        assert self.page.lede in html

    def test_page_is_served_as_json_by_accept_and_by_format(self):
        by_accept = get(self.client, self.page, "json")
        by_format = self.client.get(self.page.url, {"format": "json"})
        assert (by_accept.status_code, by_accept["Content-Type"]) == (200, "application/json")
        assert by_accept.content == by_format.content

    def test_json_holds_every_field_of_api_fields(self):
        representation = get_json(self.client, self.page)
        declared = [entry.name for entry in api_fields(self.model)]
        assert list(representation) == ["id", "meta", "title", *dict.fromkeys(declared)]
        assert representation["id"] == self.page.pk
        assert representation["meta"]["type"] == self.model._meta.label

    def test_page_is_served_as_markdown(self):
        response = get(self.client, self.page, "markdown")
        assert response.status_code == 200
        assert response["Content-Type"] == "text/markdown; charset=utf-8"
        assert self.page.title in response.content.decode()

    def test_draft_is_previewed_and_stays_a_draft(self):
        self.page.title = "Kladdens egen titel"
        self.page.save_revision()
        editor = get_user_model().objects.create_superuser("editor", password="pw")  # noqa: S106
        address = reverse("wagtailadmin_pages:view_draft", args=[self.page.pk])
        public = self.client.get(self.page.url)
        self.client.force_login(editor)
        preview = self.client.get(address)
        assert preview.status_code == 200
        assert self.page.title in preview.content.decode()
        assert self.page.title not in public.content.decode()
        assert "data-edit" not in public.content.decode()  # what leads editors to the form

    def test_templates_make_no_query(self):
        request = self.client.get(self.page.url).wsgi_request
        context = self.page.get_context(request)
        template = get_template(self.page.get_template(request))
        with connection.execute_wrapper(refuse_query):
            assert self.page.title in template.render(context, request)

    def test_what_is_remembered_is_what_would_be_rendered_a_minute_later(self):
        """A template may ask the clock only whether an instant of its context has passed."""
        now = timezone.now()
        with remembering() as renderings:
            for at in (now, now + timedelta(seconds=61)):
                with mock.patch.object(timezone, "now", return_value=at):
                    found = self.client.get(self.page.url)
                    renderings.clear()
                    rendered = self.client.get(self.page.url)
                assert (found["ETag"], found.content) == (rendered["ETag"], rendered.content)

    # In the API

    def test_api_lists_the_page(self):
        query = {"type": self.model._meta.label, "slug": self.page.slug, "fields": "*"}
        listing = self.client.get(reverse("wagtailapi:pages:listing"), query).json()
        representation = get_json(self.client, self.page)
        assert listing == {"meta": {"total_count": 1}, "items": [representation]}

    def test_api_detail_equals_the_json_of_the_page(self):
        detail = self.client.get(reverse("wagtailapi:pages:detail", args=[self.page.pk]))
        assert detail.json() == get_json(self.client, self.page)

    def test_json_is_what_its_schema_says(self):
        schemas = page_schemas()
        representation = get_json(self.client, self.page)
        assert misfits(schemas, page_schema(schemas, self.model), representation) == []

    def test_templates_render_what_the_schema_allows(self):
        schemas, request = page_schemas(), self.client.get(self.page.url).wsgi_request
        schema = page_schema(schemas, self.model)
        for page in (example(schemas, schema), example(schemas, schema, least=True)):
            assert misfits(schemas, schema, page) == []
            html = get_template(self.model.template).render(
                template_context(self.model, page, request), request
            )
            assert page["title"] in html

    # Where it is shown

    def test_card_is_made_of_the_representation(self):
        representation = get_json(self.client, self.page)
        keys = ("type", "detail_url", "html_url", "slug", "first_published_at")
        meta = {key: representation["meta"][key] for key in keys}
        names = ["title", "lede", "image", *self.model.card_fields]
        members = {name: representation[name] for name in names}
        root_url = factories.site().root_url
        assert card_of(self.page, root_url) == {"id": self.page.pk, "meta": meta, **members}

    def test_card_is_shown_on_the_index(self):
        if not isinstance(self.parent, IndexPage):
            self.skipTest(f"{self.model.__name__} stands below no index.")
        response = self.client.get(self.parent.url)
        assert card_of(self.page) in response.context["items"].cards
        assert f'href="{path_of(self.page)}"' in response.content.decode()

    def test_section_front_shows_teasers(self):
        if self.parent.is_root():
            self.skipTest(f"{self.model.__name__} stands at the root of the site.")
        response = self.client.get(factories.section().url)
        cards = [card for group in response.context["teasers"] for card in group["cards"]]
        assert (card_of(self.page) in cards) == (self.model.teaser_count > 0)

    def test_search_finds_the_page_by_its_title(self):
        try:
            address = reverse("search")
        except NoReverseMatch:
            self.skipTest("The search app is not installed.")
        html = self.client.get(address, {"q": self.page.title}).content.decode()
        assert f'href="{path_of(self.page)}"' in html

    # Who may see it

    def test_restricted_page_says_nothing_to_the_public(self):
        secrets = secrets_of(self.client, self.page)
        for kind in RESTRICTIONS:
            for restricted in (self.page, self.parent):
                if restricted.is_root():
                    continue
                with self.subTest(kind=kind, restricted=restricted):
                    restriction = factories.restrict(restricted, kind)
                    self.check_restricted(kind, secrets)
                    restriction.delete()

    def check_restricted(self, kind: str, secrets: set[str]) -> None:
        for form in FORMS:
            response = get(self.client, self.page, form)
            assert_tells_nothing(response, secrets)
            if form != "html":
                assert response.status_code == 403
                assert response["Content-Type"] == "application/problem+json"
            elif kind == PageViewRestriction.PASSWORD:
                assert 'type="password"' in response.content.decode()
            else:
                assert response.status_code == 302
        assert_not_in_api(self.client, self.page)

    def test_draft_does_not_exist_for_the_public(self):
        with shared():
            draft = self.make(title="En side under arbejde", live=False, first_published_at=None)
        was_public = draft.pk == self.page.pk  # of a type that stands only at the root
        assert_not_found(self.client, draft, {draft.title, draft.lede}, 410 if was_public else 404)

    def test_unpublished_page_does_not_exist_for_the_public(self):
        secrets = secrets_of(self.client, self.page)
        self.page.unpublish()
        assert_not_found(self.client, self.page, secrets, status=410)

    # What it refers to

    def test_all_that_it_refers_to_is_shown(self):
        representation = get_json(self.client, self.page)
        assert [each for each in references_of(self.page) if not shows(representation, each)] == []

    def test_what_is_hidden_is_left_out_wherever_it_is_referred_to(self):
        hidden = [each for each in references_of(self.page) if can_be_hidden(each)]
        for each in hidden:
            factories.hide(each)
        for form in FORMS:
            response = get(self.client, self.page, form)
            assert response.status_code == 200
            text = response.content.decode()
            assert [each for each in hidden if each.title in text] == []
        representation = get_json(self.client, self.page)
        assert [each for each in hidden if shows(representation, each)] == []

    # What it costs

    def test_three_items_take_no_more_queries_than_one(self):
        """With one object of each model in each place that may name it, and with three."""
        counts = []
        for items in (1, 3):
            with shared():
                page = self.make(items=items)
            counts.append({form: count_queries(self.client, page, form) for form in FORMS})
        assert counts[1] == counts[0]

    # For those who edit it

    def test_labels_are_danish(self):
        assert labels_without_danish(self.model) == []

    def test_migrations_are_complete(self):
        require_migrations(self.model._meta.app_label)

    def test_editor_opens_and_previews_it(self):
        self.client.force_login(get_user_model().objects.create_superuser("redaktør"))
        response = self.client.get(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))
        assert response.status_code == 200
        for mode, _label in self.page.preview_modes:
            preview = self.page.make_preview_request(response.wsgi_request, mode)
            assert preview.status_code == 200
            assert self.page.title in preview.content.decode()
