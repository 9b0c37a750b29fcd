"""Who edits a page is led from what it shows to the form; everybody else meets no trace of that."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cms.editing.edit_marks import EditMarks
from cms.templatetags.edit_tags import marked
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.trash.tests.asking import account
from cms.users.models import User

TEXT, BOX = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def article(db) -> ArticlePage:
    body = [
        {"type": "text", "value": "<p>Tekst</p>", "id": TEXT},
        {"type": "fact_box", "value": {"heading": "Fakta", "text": "<p>Tal</p>"}, "id": BOX},
    ]
    return factories.page(
        ArticlePage, title="Ordning", lede="Kort.", body=body, topics=[factories.topic()]
    )


def asked_by(user: User | None, article: ArticlePage, query: str = "") -> str:
    browser = Client()
    if user is not None:
        browser.force_login(user)
    response = browser.get(article.get_url() + query)
    assert response.status_code == 200
    return response.text


def marks_in(html: str) -> list[str]:
    return [each["data-edit"] for each in BeautifulSoup(html, "html.parser").select("[data-edit]")]


def test_who_may_edit_a_live_page_finds_its_fields_and_blocks(article):
    editor = account("redaktør", article.get_parent(), "change_page")
    html = asked_by(editor, article)
    assert marks_in(html) == ["title", "lede", f"body.{TEXT}", f"body.{BOX}", "topics"]
    parsed = BeautifulSoup(html, "html.parser")
    [script] = parsed.select("script[src*=click_to_edit]")
    assert script["data-form-url"] == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert not script.has_attr("data-beside-form")
    assert parsed.find("button", attrs={"data-click-to-edit": True})
    # Programs get the same as everybody.
    for form in ("?format=json", "?format=markdown"):
        assert asked_by(editor, article, form) == asked_by(None, article, form)


def test_nobody_else_meets_a_trace_of_it(article):
    elsewhere = account("anden", factories.page(ArticlePage), "change_page")
    for user in (None, User.objects.create_user("medlem"), elsewhere):
        html = asked_by(user, article)
        assert [
            word for word in ("data-edit", "click_to_edit", "click-to-edit") if word in html
        ] == []


def test_an_alias_is_edited_at_its_source(article):
    editor = account("redaktør", article.get_parent(), "change_page")
    alias = article.create_alias(parent=article.get_parent(), update_slug="genvej")
    assert marks_in(asked_by(editor, alias.specific)) == []


def test_a_preview_of_a_form_has_them_before_the_page_is_saved(article, admin_client):
    parent = article.get_parent()
    address = reverse("wagtailadmin_pages:preview_on_add", args=["pages", "articlepage", parent.pk])
    form = {"title": "Ny side", "slug": "ny", "lede": "Kort."}
    for name in ("attachments", "comments"):
        form |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    block = {"deleted": "", "order": "0", "type": "heading", "id": TEXT}
    block |= {"value-text": "Først", "value-level": "h2"}
    form |= {"body-count": "1", **{f"body-0-{name}": value for name, value in block.items()}}
    assert admin_client.post(address, form).json() == {"is_valid": True, "is_available": True}
    html = admin_client.get(address, {"in_preview_panel": "true"}).text
    assert marks_in(html) == ["title", "lede", f"body.{TEXT}"]
    [script] = BeautifulSoup(html, "html.parser").select("script[src*=click_to_edit]")
    assert (script["data-form-url"], script.has_attr("data-beside-form")) == ("", True)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("\n<p class='a'>Tekst</p>", "\n<p data-edit=\"body.1\" class='a'>Tekst</p>"),
        ("<!-- <b> --> før <hr/><p></p>", '<!-- <b> --> før <hr data-edit="body.1"/><p></p>'),
        ("kun tekst", "kun tekst"),
        ('<p data-edit="body.1.2"></p>', '<p data-edit="body.1.2"></p>'),
    ],
)
def test_the_first_element_of_a_block_has_the_mark(html, expected):
    marks = EditMarks("", False, {"1": "body.1"})
    assert marked({"edit_marks": marks}, "1", html) == expected
    assert marked({"edit_marks": marks}, "2", html) == html
    assert marked({}, "1", html) == html
