"""A document's file is replaced: what it was before is kept for those who may change the document,
for a year, and can be used again.
"""

from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.media.models import Document, DocumentVersion, FormerName
from cms.media.tests.factories import DocumentFactory, pdf_file
from cms.media.tests.showing import show, showing, somebody
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db

FORGET = "delete_documentversion"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def document(committed) -> Document:
    """A document of one file, which a page shows, uploaded by nobody that is known."""
    with committed():
        document = DocumentFactory(title="Rapport", file=pdf_file("rapport-1.pdf", ("Den første",)))
    show(factories.page(ArticlePage), showing(document))
    return Document.objects.get(pk=document.pk)


@pytest.fixture
def anna() -> Client:
    return somebody("Anna", "change_document", "choose_document")


def replace(client: Client, document: Document, file) -> None:
    data = {"title": "Rapport", "language": "da", "accessibility_status": "unknown", "file": file}
    response = client.post(reverse("wagtaildocs:edit", args=[document.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    document.refresh_from_db()


def table(client: Client, document: Document) -> list[list[str]]:
    """The present file and its versions as the form shows them: name, and when and by whom."""
    html = client.get(reverse("wagtaildocs:edit", args=[document.pk])).content
    section = BeautifulSoup(html, "html.parser").select_one("#document-versions-heading").parent
    rows = [row.find_all("td") for row in section.select("tbody tr")]
    return [[cells[0].a.get_text(), " ".join(cells[2].stripped_strings)] for cells in rows]


def test_a_file_is_replaced_and_used_again(document, anna, client, committed):
    edit = reverse("wagtaildocs:edit", args=[document.pk])
    assert "afløser den straks rapport-1.pdf alle steder" in anna.get(edit).text
    with document.file.open() as file:
        first = file.read()
    storage = document.file.storage
    with committed():
        replace(anna, document, pdf_file("rapport-2.pdf", ("Den anden", "Mere")))
    with document.file.open() as file:
        second = file.read()
    [version] = document.versions.all()
    today = timezone.localdate().strftime("%Y")
    [present, former] = table(anna, document)
    assert (present[0], former[0]) == ("rapport-2.pdf", "rapport-1.pdf")
    assert present[1].startswith("Siden ")
    assert present[1].endswith(" Anna")
    assert former[1].startswith("Erstattet ")
    assert today in former[1]
    assert " Anna Gemmes til " in former[1]
    # A former name gives the present file; the old bytes are for who may change the document.
    old_address = f"/filer/{document.pk}/rapport-1.pdf"
    assert client.get(old_address)["Location"] == document.url
    assert client.get(document.url).getvalue() == second
    response = anna.get(reverse("media_version", args=[version.pk]))
    assert response.getvalue() == first
    assert response["Content-Disposition"] == 'attachment; filename="rapport-1.pdf"'
    assert "private" in response["Cache-Control"]

    with committed():
        told = anna.post(reverse("media_put_back", args=[version.pk]), follow=True)
    assert (
        "rapport-1.pdf er dokumentets fil igen. rapport-2.pdf er gemt som en version." in told.text
    )
    document.refresh_from_db()
    assert (document.pages, document.text) == (1, "Den første")
    assert document.url == old_address
    assert client.get(document.url).getvalue() == first
    assert client.get(f"/filer/{document.pk}/rapport-2.pdf")["Location"] == document.url
    assert [row[0] for row in table(anna, document)] == ["rapport-1.pdf", "rapport-2.pdf"]
    assert list(document.former_names.values_list("name", flat=True)) == ["rapport-2.pdf"]
    [version] = document.versions.all()
    assert version.text == "Den anden\fMere"
    assert ModelLogEntry.objects.get(action="media.put_back").user.first_name == "Anna"
    # Whoever was slower than somebody else is told, and whose file is gone.
    assert anna.post(reverse("media_put_back", args=[version.pk + 1])).status_code == 404
    storage.delete(version.file.name)
    told = anna.post(reverse("media_put_back", args=[version.pk]), follow=True)
    assert "Filen findes ikke mere, så intet er ændret." in told.text
    assert anna.get(reverse("media_version", args=[version.pk])).status_code == 404
    document.refresh_from_db()
    assert document.filename == "rapport-1.pdf"


def test_the_same_file_once_more_is_no_version(document, anna, committed):
    storage, name = document.file.storage, document.file.name
    with committed():
        replace(anna, document, pdf_file("samme.pdf", ("Den første",)))
    assert not document.versions.exists()
    assert [row[0] for row in table(anna, document)] == ["samme.pdf"]
    assert not storage.exists(name)
    assert document.former_names.get().name == "rapport-1.pdf"


def test_a_program_that_replaces_a_file_keeps_it_too(document, committed):
    with committed():
        document.file = pdf_file("rapport-1.pdf", ("Den anden",))
        document.save()
    document.refresh_from_db()
    [version] = document.versions.all()
    assert (version.text, version.replaced_by) == ("Den første", None)
    assert version.file.storage.exists(version.file.name)
    assert document.text == "Den anden"
    assert document.file_hash != version.file_hash
    assert not document.former_names.exists()


class TestWhoMayWhat:
    @pytest.fixture
    def version(self, document, anna) -> DocumentVersion:
        replace(anna, document, pdf_file("rapport-2.pdf", ("Den anden",)))
        return document.versions.get()

    @pytest.fixture
    def addresses(self, document, version) -> list[str]:
        name = document.former_names.get()
        forget = [("media_forget_version", version.pk), ("media_forget_name", name.pk)]
        return [
            reverse(name, args=[pk])
            for name, pk in [("media_version", version.pk), ("media_put_back", version.pk), *forget]
        ]

    def statuses(self, client: Client, addresses: list[str]) -> list[int]:
        """What is answered for the file, the way back, and both ways to forget."""
        file, back, *forget = addresses
        asked = [client.get(file), client.post(back)]
        return [each.status_code for each in [*asked, *(client.post(each) for each in forget)]]

    def test_who_may_only_choose_the_document_gets_nothing(self, addresses, client):
        chooser = somebody("Bo", "choose_document", "add_document", and_may=FORGET)
        assert self.statuses(chooser, addresses) == [404] * 4
        assert self.statuses(client, addresses) == [302] * 4  # to the sign-in
        assert (DocumentVersion.objects.count(), FormerName.objects.count()) == (1, 1)

    def test_who_may_change_it_may_not_forget(self, addresses, anna, document):
        for address in addresses[2:]:
            assert anna.get(address).status_code == 302  # told that it is not allowed
            anna.post(address)
        assert (DocumentVersion.objects.count(), FormerName.objects.count()) == (1, 1)
        assert (
            "Slet endeligt »" not in anna.get(reverse("wagtaildocs:edit", args=[document.pk])).text
        )

    def test_a_webmaster_forgets_version_and_name(
        self, addresses, client, document, version, committed
    ):
        webmaster = somebody("Web", "change_document", and_may=FORGET)
        storage, name = version.file.storage, version.file.name
        edit = webmaster.get(reverse("wagtaildocs:edit", args=[document.pk])).text
        for address in addresses[2:]:
            assert address in edit
            assert webmaster.get(address).status_code == 200
            assert storage.exists(name)
        former = f"/filer/{document.pk}/rapport-1.pdf"
        assert client.get(former).status_code == 302
        with committed():
            for address in addresses[2:]:
                webmaster.post(address)
        assert not storage.exists(name)
        assert client.get(former).status_code == 404
        assert client.get(document.url).status_code == 200
        assert table(webmaster, document)[0][0] == "rapport-2.pdf"
        actions = ModelLogEntry.objects.filter(action__startswith="media.")
        assert set(actions.values_list("action", flat=True)) == {
            "media.forget_version",
            "media.forget_name",
        }


def test_a_version_is_kept_for_a_year(document, anna, committed):
    replace(anna, document, pdf_file("2.pdf", ("To",)))
    [version] = document.versions.all()
    document.versions.update(replaced_at=timezone.now() - timedelta(days=365) + timedelta(hours=1))
    with committed():
        call_command("forget_versions", stdout=StringIO())
    assert document.versions.exists()
    document.versions.update(replaced_at=timezone.now() - timedelta(days=365))
    with committed():
        call_command("forget_versions", stdout=StringIO())
    assert not document.versions.exists()
    assert not version.file.storage.exists(version.file.name)
    assert document.file.storage.exists(document.file.name)


def test_versions_go_with_their_document(document, anna, committed):
    replace(anna, document, pdf_file("2.pdf", ("To",)))
    [version] = document.versions.all()
    with committed():
        document.delete()
    assert not version.file.storage.exists(version.file.name)


def test_more_versions_cost_no_more(document, anna, django_assert_num_queries):
    edit = reverse("wagtaildocs:edit", args=[document.pk])
    replace(anna, document, pdf_file("1.pdf", ("1",)))
    anna.get(edit)  # which also builds what shows the document
    with django_assert_num_queries(QUERIES):
        anna.get(edit)
    for number in ("2", "3"):
        replace(anna, document, pdf_file(f"{number}.pdf", (number,)))
    anna.get(edit)
    with django_assert_num_queries(QUERIES):
        anna.get(edit)


QUERIES = 29


def test_a_version_that_names_somebody_is_told(document, anna, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    document.text = "Skrevet af Kim Ås Kvist"
    document.save()
    replace(anna, document, pdf_file("2.pdf", ("To",)))
    output = StringIO()
    call_command("personal_data", "erase", name=["Kim Ås Kvist"], dry_run=True, stdout=output)
    edit = reverse("wagtaildocs:edit", args=[document.pk])
    [version] = document.versions.all()
    assert f"left      media.DocumentVersion {version.pk}  text  {edit}" in output.getvalue()
