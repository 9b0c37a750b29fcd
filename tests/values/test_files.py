"""Files that go out, and names of files that come in, whatever characters are in them."""

import csv
import io
import json
from urllib.parse import unquote, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from cms.media.models import Document, Image
from cms.media.tests.factories import image_file, pdf_bytes
from cms.testing import factories
from cms.tests.test_exports import exports
from conftest import number_changes

pytestmark = pytest.mark.django_db
HOSTILE = "Ka\x0bren\x08\x1f\uffff\ufffe & <Ærø>"
FIT = "Ka\nren & <Ærø>"


def by_sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    number_changes()


class TestExports:
    @pytest.fixture(autouse=True)
    def rows(self, admin):
        factories.person(name="Anden", slug="anden")
        factories.page(type(factories.section()))
        for statement in (
            "UPDATE cms_person SET name = %s WHERE slug = 'anden'",
            "UPDATE wagtailcore_page SET title = %s, draft_title = %s WHERE depth > 1",
            "UPDATE wagtailcore_pagelogentry SET label = %s",
            "UPDATE users_user SET first_name = %s",
        ):
            by_sql(statement, *[HOSTILE] * statement.count("%s"))

    def test_in_csv_the_text_is_fit(self, admin):
        answer = admin.get("/admin/cms/person/", {"export": "csv"}).getvalue().decode("utf-8-sig")
        [row] = [*csv.reader(io.StringIO(answer, newline=""))][1:]
        assert row[0] == FIT

    def test_in_xlsx_the_text_is_fit(self, admin):
        answer = admin.get("/admin/cms/person/", {"export": "xlsx"}).getvalue()
        [row] = [*load_workbook(io.BytesIO(answer)).active.values][1:]
        assert row[0] == FIT

    def test_every_export_can_be_read(self, admin):
        for path in exports():
            answer = admin.get(path, {"export": "xlsx"})
            assert answer.status_code == 200, path
            rows = [*load_workbook(io.BytesIO(answer.getvalue())).active.values]
            answer = admin.get(path, {"export": "csv"})
            text = answer.getvalue().decode("utf-8-sig")
            # The log of exports has the first one by then.
            more = path.startswith(reverse("cms_audit_log"))
            assert len([*csv.reader(io.StringIO(text, newline=""))]) == len(rows) + more, path


class TestNames:
    NAMES = ["Ra\x0bp\x08port\uffff.pdf", "A\u030arets.pdf", "a\u202eb\u2028c.pdf", "æ'; %0b.pdf"]

    @pytest.mark.parametrize("name", NAMES)
    def test_of_a_document(self, admin, client, name):
        file = SimpleUploadedFile("x.pdf", pdf_bytes(("Tekst",)), "application/pdf")
        file._name = name
        answer = admin.post(reverse("wagtaildocs:add"), {"title": "Rapport", "file": file})
        assert answer.status_code == 302, answer.context["form"].errors
        document = Document.objects.get()
        assert document.file.storage.exists(document.file.name)
        assert self.unfit(document.filename) == ""
        answer = admin.get(document.url)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert self.unfit(unquote(answer["Content-Disposition"])) == ""
        assert admin.get(reverse("wagtaildocs:index")).status_code == 200

    @pytest.mark.parametrize("name", ["Bil\x0bl\x08ede\uffff.png", "A\u030arets.png"])
    def test_of_an_image(self, admin, name):
        file = image_file(size=(32, 24))
        file._name = name  # which `SimpleUploadedFile` would take for a path
        data = {"title": "Billede", "description": "Det viser", "file": file}
        answer = admin.post(reverse("wagtailimages:add"), data)
        assert answer.status_code == 302, answer.context["form"].errors
        image = Image.objects.get()
        assert image.file.storage.exists(image.file.name)
        assert self.unfit(image.file.name) == ""
        assert admin.get(reverse("wagtailimages:index")).status_code == 200

    def unfit(self, text: str) -> str:
        return "".join(each for each in text if not each.isprintable())

    def test_of_a_stored_document_by_sql(self, admin, client):
        """Its file isn't where the row says: it is missing, and nothing besides."""
        sound, renamed = factories.document(), factories.document()
        by_sql("UPDATE media_document SET file = %s WHERE id = %s", f"x/{HOSTILE}.pdf", renamed.pk)
        renamed.refresh_from_db()
        assert admin.get(renamed.url).status_code == 404
        listed = json.loads(admin.get("/api/v2/documents/").content)
        assert listed["meta"]["total_count"] == 0  # nobody shows them
        listing = admin.get(reverse("wagtaildocs:index"))
        assert listing.status_code == 200
        assert sound.title in listing.content.decode()
        assert urlsplit(renamed.url).path.isascii()
