"""CSV that the admin hands out: every export, found among Wagtail's and the project's views."""

import csv
import io

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.editing.exports import SpreadsheetMiddleware, disarmed
from cms.models import Person
from cms.users.models import User

FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1"]


@pytest.fixture
def admin(client: Client, db) -> Client:
    client.force_login(User.objects.create_superuser("redaktør", password="x"))
    return client


def exports() -> list[str]:
    """The paths, without arguments, at which a view of the admin exports a list."""
    found = []

    def walk(patterns, prefix: str) -> None:
        for pattern in patterns:
            path = prefix + str(pattern.pattern)
            if not isinstance(pattern, URLPattern):
                walk(pattern.url_patterns, path)
                continue
            view = getattr(pattern.callback, "view_class", None)
            is_export = view and issubclass(view, SpreadsheetExportMixin) and view.list_export
            if is_export and "<" not in path and "(" not in path:
                found.append("/" + path.replace("^", "").replace("$", "").replace("\\", ""))

    walk(get_resolver().url_patterns, "")
    return found


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_becomes_text(cell):
    assert disarmed(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Anne", "a=b", "3-4", "-5", "-5,5", "12.5", "2022-04-07"])
def test_text_and_numbers_stay_what_they_are(cell):
    assert disarmed(cell) == cell


def test_the_list_of_persons_is_fit_for_a_spreadsheet(admin):
    Person.objects.create(name='=HYPERLINK("https://evil.example")', title="Æ; ø, å", mail="")
    response = admin.get("/admin/cms/person/", {"export": "csv"})
    content = response.getvalue()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert content.startswith(b"\xef\xbb\xbf")
    _, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert row[:2] == ['\'=HYPERLINK("https://evil.example")', "Æ; ø, å"]


def test_every_export_begins_with_a_byte_order_mark(admin):
    paths = exports()
    assert len(paths) >= 5
    for path in paths:
        response = admin.get(path, {"export": "csv"})
        assert response.status_code == 200, path
        assert response.getvalue().startswith(b"\xef\xbb\xbf"), path


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_file_may_come_in_any_pieces(size):
    cells = [["navn", "æøå"], ["=1", 'a "b"\nc'], ["-5", ""]]
    output = io.StringIO()
    csv.writer(output).writerows(cells)
    content = output.getvalue().encode()
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    request = RequestFactory().get("/admin/anything/")
    for answer in (
        StreamingHttpResponse(pieces, content_type="text/csv"),
        HttpResponse(content, content_type="text/csv"),
    ):
        mended = SpreadsheetMiddleware(lambda request, answer=answer: answer)(request).getvalue()
        rows = list(csv.reader(io.StringIO(mended.decode("utf-8-sig"), newline="")))
        assert rows == [["navn", "æøå"], ["'=1", 'a "b"\nc'], ["-5", ""]]


def test_documents_are_handed_out_as_they_were_uploaded():
    request = RequestFactory().get("/filer/1/tal.csv")
    answer = HttpResponse(b"=1", content_type="text/csv")
    assert SpreadsheetMiddleware(lambda request: answer)(request).content == b"=1"
