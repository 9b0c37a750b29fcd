"""Documents as programs write them, which are what they claim to be."""

import pytest
from django.conf import settings

from cms.media.models import Document
from cms.media.tests.factories import pdf_bytes
from cms.media.tests.test_document_upload import CUT_OFF, errors, named_pdf, run_tasks, upload

__all__ = ["run_tasks"]
FILES = settings.BASE_DIR / "tests" / "files"


class TestFilesThatPeopleHave:
    def test_a_pdf_that_its_program_has_filled_up_with_zeros(self, editor_client, run_tasks):
        data = (FILES / "trailing2k.pdf").read_bytes()
        with run_tasks():
            assert upload(editor_client, named_pdf(data)).status_code == 302
        assert Document.objects.get().pages is not None

    @pytest.mark.parametrize("zeros", [0, 1, 1023, 65_536, 200_000])
    def test_a_pdf_with_any_number_of_zeros_behind_its_end(self, editor_client, zeros):
        data = pdf_bytes(("A",)) + bytes(zeros)
        assert upload(editor_client, named_pdf(data)).status_code == 302

    def test_a_pdf_of_zeros_only_behind_its_header_lacks_its_end(self, editor_client):
        data = pdf_bytes(("A",))[:-8] + bytes(70_000)
        assert errors(upload(editor_client, named_pdf(data))) == [CUT_OFF]

    def test_a_spreadsheet_s_csv_in_utf_16(self, editor_client, client):
        data = (FILES / "utf16.csv").read_bytes()
        assert (
            upload(editor_client, named_pdf(data, "tal.csv"), free_standing="on").status_code == 302
        )
        response = client.get(Document.objects.get().url)
        assert (response["Content-Type"], response.getvalue()) == ("text/csv", data)

    @pytest.mark.parametrize("data", [b"\xff\xfea\x00\x00", b"\xfe\xff\x00\x00", b"a\x00b\x00"])
    def test_what_only_begins_as_utf_16_is_no_csv(self, editor_client, data):
        [message] = errors(upload(editor_client, named_pdf(data, "tal.csv")))
        assert message.startswith("Filen er ikke en CSV-fil")
