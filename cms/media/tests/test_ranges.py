"""Files in parts (RFC 9110, sections 13 and 14), and no header that says nothing."""

import pytest
from django.test import Client

from cms.media.models import Document
from cms.media.tests.factories import DocumentFactory, ImageFactory, pdf_file


@pytest.fixture
def document(db, django_capture_on_commit_callbacks) -> Document:
    with django_capture_on_commit_callbacks(execute=True):
        document = DocumentFactory(file=pdf_file("tal.pdf"), free_standing=True)
    return Document.objects.get(pk=document.pk)


@pytest.fixture
def content(document) -> bytes:
    with document.open_file() as file:
        return file.read()


def ask(client: Client, url: str, **headers: str) -> tuple[int, str | None, bytes]:
    """Status, Content-Range and body; the length has to be the body's."""
    response = client.get(url, headers={name.replace("_", "-"): headers[name] for name in headers})
    body = response.getvalue()
    if response.status_code != 304:
        assert int(response["Content-Length"]) == len(body)
    return response.status_code, response.get("Content-Range"), body


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=10-", 10, None),
        ("bytes=-10", -10, None),
        ("bytes=-999999", 0, None),
        ("bytes=5-999999", 5, None),
        ("Bytes = 5 - 7", 5, 7),
    ],
)
def test_a_part_is_answered(client, document, content, asked, first, last):
    size = len(content)
    start = first % size
    end = size - 1 if last is None else last
    part = content[start : end + 1]
    assert ask(client, document.url, range=asked) == (206, f"bytes {start}-{end}/{size}", part)


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1,5-6",
        "bytes=9-3",
        "bytes=-",
        "bytes",
        "lines=1-2",
        "bytes=x-",
        "bytes=" + "9" * 40,
    ],
)
def test_what_is_no_single_part_is_answered_with_the_whole(client, document, content, asked):
    assert ask(client, document.url, range=asked) == (200, None, content)


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0"])
def test_a_part_behind_the_end_is_416(client, document, content, asked):
    status, place, _ = ask(client, document.url, range=asked)
    assert (status, place) == (416, f"bytes */{len(content)}")


def test_a_part_of_the_state_that_is_named_is_answered(client, document, content):
    whole = client.get(document.url)
    for state in (whole["ETag"], whole["Last-Modified"]):
        answer = ask(client, document.url, range="bytes=0-3", if_range=state)
        assert answer == (206, f"bytes 0-3/{len(content)}", content[:4])


@pytest.mark.parametrize(
    "state", ['"another"', 'W/"weak"', "Thu, 07 Apr 2022 10:00:00 GMT", "nonsense"]
)
def test_of_another_state_the_whole_is_answered(client, document, content, state):
    answer = ask(client, document.url, range="bytes=0-3", if_range=state)
    assert answer == (200, None, content)


def test_what_the_client_has_needs_no_part(client, document):
    known = client.get(document.url)["ETag"]
    assert ask(client, document.url, range="bytes=0-3", if_none_match=known) == (304, None, b"")


def test_head_tells_of_the_whole(client, document, content):
    response = client.head(document.url, headers={"range": "bytes=0-3"})
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert (response["Content-Length"], response["Accept-Ranges"]) == (str(len(content)), "bytes")


def test_no_header_says_nothing(client, document):
    known = client.get(document.url)["ETag"]
    for answer in (
        client.get(document.url),
        client.head(document.url),
        client.get(document.url, headers={"range": "bytes=0-3"}),
        client.get(document.url, headers={"range": "bytes=999999-"}),
        client.get(document.url, headers={"if-none-match": known}),
        client.get(document.thumbnail),
    ):
        assert [value for value in answer.headers.values() if value in ("", "None", "null")] == []
        assert "Content-Encoding" not in answer.headers


def test_thumbnails_and_images_come_in_parts_too(client, document):
    image = ImageFactory()
    for url in (document.thumbnail, image.file.url):
        whole = client.get(url).getvalue()
        answer = ask(client, url, range="bytes=4-7")
        assert answer == (206, f"bytes 4-7/{len(whole)}", whole[4:8])
