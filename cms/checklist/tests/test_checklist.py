"""What a page lacks: beside the form, when it is published, and in the report of all pages."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow, WorkflowTask
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.checklist.judging import findings, judged
from cms.media.models import Document, Image
from cms.plugins import content_types
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.users.models import User

pytestmark = pytest.mark.django_db

HARD = (
    "Kommunalbestyrelsens forvaltningsafdelinger koordinerer bæredygtighedsindsatserne på tværs af "
    "fagforvaltninger, interessentgrupper, virksomhedssamarbejder, borgerinddragelsesprocesser og "
    "dokumentationsforpligtelser, hvorefter styringsdokumenterne efterfølgende revideres løbende, "
)


def body(*blocks: tuple) -> object:
    return ArticlePage.body.field.stream_block.normalize(list(blocks))


def told(page: ArticlePage) -> list[tuple[str, str, bool]]:
    return [(each.code, str(each.message), each.is_error) for each in findings(page)]


def test_a_page_of_all_faults(db):
    image = factories.image(title="IMG")
    Image.objects.filter(pk=image.pk).update(description="IMG_1234.jpg")
    draft, gone = factories.draft(ArticlePage), factories.page(ArticlePage)
    scanned = factories.document(title="Rapport")
    Document.objects.filter(pk=scanned.pk).update(tagged=False)
    page = factories.page(
        ArticlePage,
        title="Titel",
        lede="",
        image=Image.objects.get(pk=image.pk),
        body=body(
            ("heading", {"text": "Under", "level": "h3"}),
            ("text", RichText(f'<p>Se <a linktype="page" id="{draft.pk}">her</a>.</p>')),
            ("text", RichText(f'<p><a linktype="page" id="{gone.pk}">Klimaplanen</a></p>')),
            ("text", RichText("<p>HUSK AT TILMELDE DIG nu.</p>")),
            ("text", RichText(f"<p>{HARD * 9}.</p>")),
            ("link_button", {"text": "Læs mere", "page": None, "url": "https://www.kl.dk/"}),
            ("documents", {"heading": "", "documents": [scanned, factories.document()]}),
        ),
    )
    gone.delete()
    page = ArticlePage.objects.get(pk=page.pk)
    assert told(page) == [
        ("filled_lede", "Manchet mangler.", True),
        (
            "images_described",
            "Billedet »IMG« mangler en alternativ tekst, der siger, hvad det viser.",
            True,
        ),
        ("heading_order", "Underoverskriften »Under« står før en overskrift.", True),
        (
            "links_lead",
            "»Klimaplanen« fører til en side, der er slettet. Vælg en anden, eller fjern linket.",
            True,
        ),
        ("filled_contact", "Kontakt mangler.", False),
        ("filled_topics", "Emner mangler.", False),
        (
            "links_lead",
            "»her« fører til en side, der ikke er udgivet endnu. Besøgende ser intet link, før den "
            "er det.",
            False,
        ),
        ("link_texts", "Linket »her« siger ikke, hvor det fører hen.", False),
        ("link_texts", "Linket »Læs mere« siger ikke, hvor det fører hen.", False),
        (
            "documents_tagged",
            "PDF'en »Rapport« er ikke opmærket, så skærmlæsere læser den dårligt op.",
            False,
        ),
        (
            "capitals",
            "»HUSK AT TILMELDE DIG« er skrevet med store bogstaver og er svært at læse.",
            False,
        ),
        ("readability", told(page)[-1][1], False),
    ]
    assert told(page)[-1][1].startswith("Teksten er svær at læse (lix ")
    paths = {each.code: each.path for each in findings(page)}
    block = page.body[0]
    assert [paths["filled_lede"], paths["heading_order"]] == ["lede", f"body.{block.id}"]
    # What is live has these errors already: an old page can be corrected.
    assert [each.is_error for each in judged(page)] == [False] * 12


def test_a_page_without_faults(db):
    page = factories.page(
        ArticlePage,
        image=factories.image(),
        contact=factories.person(),
        body=body(
            ("heading", {"text": "Over", "level": "h2"}),
            ("heading", {"text": "Under", "level": "h3"}),
            ("text", RichText('<p>Læs <a href="https://www.kl.dk/">KL\'s vejledning</a>.</p>')),
        ),
    )
    page.topics.set([factories.topic()])
    assert told(page) == []


@pytest.fixture
def article() -> ArticlePage:
    """A draft without a lede, contact, image or topics."""
    page = factories.draft(ArticlePage, title="Kladden", lede="")
    page.save_revision()
    return page


def form_of(page: ArticlePage, **values) -> dict:
    data = {"title": page.title, "slug": page.slug, "lede": "", "summary": rich_text("")}
    data |= {"body": streamfield([]), "attachments": _NO_ROWS, "comments": _NO_ROWS}
    return nested_form_data(data | values)


_NO_ROWS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}


def test_errors_keep_a_page_from_being_published_and_advice_does_not(article, admin_client):
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert admin_client.post(url, form_of(article)).status_code == 302  # a draft
    refused = admin_client.post(url, form_of(article) | {"action-publish": "1"})
    assert refused.status_code == 200
    assert refused.context["form"].errors == {"lede": ["Manchet mangler."]}
    assert not ArticlePage.objects.get(pk=article.pk).live
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    told = admin_client.post(f"{bulk}?id={article.pk}&next=/admin/pages/", follow=True)
    assert "Intet er udgivet: Der er fejl i »Kladden«" in told.text
    assert not ArticlePage.objects.get(pk=article.pk).live
    published = admin_client.post(url, form_of(article, lede="Kort.") | {"action-publish": "1"})
    assert published.status_code == 302
    assert ArticlePage.objects.get(pk=article.pk).live


def test_a_draft_with_errors_is_not_approved_wherever_it_is_asked(
    article, admin_client, admin_user
):
    workflow = Workflow.objects.create(name="Godkendelse")
    task = GroupApprovalTask.objects.create(name="Læs siden")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(article, admin_user)
    state = article.current_workflow_task_state
    action = "wagtailadmin_pages:workflow_action"
    approve = reverse(action, args=[article.pk, "approve", state.pk])
    in_dialog = {"headers": {"x-requested-with": "XMLHttpRequest"}}
    dialog = admin_client.post(approve, {"comment": "Fin"}, **in_dialog)
    assert "Siden kan ikke godkendes: Manchet mangler." in dialog.json()["html"]
    told = admin_client.post(approve, {"comment": ""}, follow=True)
    assert "Siden kan ikke godkendes: Manchet mangler." in told.text
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    approving = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    refused = admin_client.post(edit, form_of(article) | approving)
    assert refused.context["form"].errors == {"lede": ["Manchet mangler."]}
    assert not ArticlePage.objects.get(pk=article.pk).live
    # It can go back.
    reject = reverse(action, args=[article.pk, "reject", state.pk])
    assert admin_client.post(reject, {"comment": "Skriv en manchet"}).status_code == 302
    state.refresh_from_db()
    assert state.status == "rejected"


def test_an_error_that_is_live_does_not_keep_it_from_being_corrected(article, admin_client):
    ArticlePage.objects.filter(pk=article.pk).update(live=True)
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    data = form_of(article, title="Rettet") | {"action-publish": "1"}
    assert admin_client.post(url, data).status_code == 302
    assert ArticlePage.objects.get(pk=article.pk).title == "Rettet"


def items(response) -> list[tuple[str, str]]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [
        (link["data-checklist-path"], link.get_text())
        for link in soup.select(".checklist a[data-checklist-path]")
    ]


def test_the_list_follows_the_form_and_nothing_is_saved(article, admin_client):
    lacking = [
        ("lede", "Manchet mangler."),
        ("image", "Billede mangler."),
        ("contact", "Kontakt mangler."),
        ("topics", "Emner mangler."),
    ]
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert items(edit) == lacking
    url = BeautifulSoup(edit.content, "html.parser").find(attrs={"data-checklist": True})
    before = article.revisions.count()
    answer = admin_client.post(url["data-checklist"], form_of(article, lede="Kort."))
    assert items(answer) == lacking[1:]
    parent = article.get_parent()
    adding = reverse("wagtailadmin_pages:add", args=["pages", "articlepage", parent.pk])
    new = BeautifulSoup(admin_client.get(adding).content, "html.parser")
    url = new.find(attrs={"data-checklist": True})["data-checklist"]
    assert items(admin_client.post(url, form_of(article, slug="en-ny"))) == lacking
    # What else it says counts while a part of it can't be understood.
    half = form_of(article, slug="en ny", lede="Kort.") | {"topics": factories.topic().pk}
    assert items(admin_client.post(url, half)) == lacking[1:-1]
    assert (article.revisions.count(), ArticlePage.objects.count()) == (before, 1)


def test_the_report_has_the_pages_that_one_may_edit(article, admin_client, client):
    url = reverse("cms_incomplete")
    assert ("lede", "Manchet mangler.") in items(admin_client.get(url))
    narrowed = admin_client.get(url, {"check": "filled_contact"})
    assert items(narrowed) == [("contact", "Kontakt mangler.")]
    elsewhere = factories.page(ArticlePage, title="Andres", lede="")
    group = Group.objects.create(name="Kun én side")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=elsewhere, permission=change)
    editor = User.objects.create_user("redaktør")
    client.force_login(editor)
    editor.groups.add(group)
    shown = client.get(url).text
    assert "Andres" in shown
    assert "Kladden" not in shown
    editor.groups.clear()
    assert client.get(url).status_code == 302  # no access to the admin at all


def test_every_check_names_a_field_of_its_type(db):
    wrong = [
        (model.__name__, check.code)
        for model in content_types()
        for check in model.checks
        if hasattr(check, "field") and not getattr(model, check.field, None)
    ]
    assert wrong == []
