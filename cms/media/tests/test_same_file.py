"""Who uploads a file that is here already is told so, and of nothing that is not theirs to see."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Collection

from cms.media.models import Document
from cms.media.tests.factories import DocumentFactory, pdf_file
from cms.media.tests.showing import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    return DocumentFactory(title="Rapport", file=pdf_file("rapport-1.pdf", ("Den første",)))


class TestTheSameFile:
    """A file that is here already."""

    TOLD = "Den samme fil ligger her allerede"

    def test_is_told_beside_the_form_for_several(self, document):
        eva = somebody("Eva", "add_document", "choose_document")
        data = {"title": "Ny", "files[]": pdf_file("ny.pdf", ("Den første",))}
        answer = eva.post(reverse("wagtaildocs:add_multiple"), data).json()
        assert answer["success"]
        assert self.TOLD in answer["form"]
        assert "Rapport" in answer["form"]
        data = {"title": "Ny", "files[]": pdf_file("ny.pdf", ("Noget andet",))}
        answer = eva.post(reverse("wagtaildocs:add_multiple"), data).json()
        assert self.TOLD not in answer["form"]

    def test_is_told_where_it_is_edited_unless_the_other_is_not_theirs(self, document):
        anna = somebody("Anna", "change_document", "choose_document")
        own = Collection.get_first_root_node().add_child(name="Egne")
        file = pdf_file("kopi.pdf", ("Den første",))
        twin = DocumentFactory(title="Kopi", file=file, collection=own)
        edit = reverse("wagtaildocs:edit", args=[twin.pk])
        assert self.TOLD in anna.get(edit).text
        ole = somebody("Ole", "change_document", "choose_document", collection=own)
        assert self.TOLD not in ole.get(edit).text

    @pytest.mark.parametrize("keep", [False, True], ids=["the one there is", "the upload"])
    def test_is_asked_about_in_the_chooser(self, document, keep):
        eva = somebody("Eva", "add_document", "choose_document")
        create, prefix = reverse("wagtaildocs_chooser:create"), "document-chooser-upload"
        file = pdf_file("ny.pdf", ("Den første",))
        asked = json.loads(
            eva.post(create, {f"{prefix}-title": "Ny", f"{prefix}-file": file}).content
        )
        assert asked["step"] == "reshow_creation_form"
        assert self.TOLD in asked["htmlFragment"]
        use_other, use_new = BeautifulSoup(asked["htmlFragment"], "html.parser").find_all("form")
        form = use_new if keep else use_other
        names = {field["name"]: field["value"] for field in form.find_all("input")}
        chosen = json.loads(eva.post(form["action"], names).content)
        titles = {"Rapport", "Ny"} if keep else {"Rapport"}
        assert (chosen["step"], chosen["result"]["title"]) == (
            "chosen",
            "Ny" if keep else "Rapport",
        )
        assert set(Document.objects.values_list("title", flat=True)) == titles

    def test_nobody_deletes_by_it_what_they_have_not_uploaded(self, document):
        twin = DocumentFactory(title="Kopi", file=pdf_file("kopi.pdf", ("Den første",)))
        eva = somebody("Eva", "add_document", "choose_document")
        eva.post(
            reverse("wagtaildocs_chooser:create"), {"uploaded": twin.pk, "chosen": document.pk}
        )
        assert Document.objects.count() == 2
