"""Uploads in an object storage: a real server of one, in the memory of a thread."""

from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from typing import Any

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.urls import reverse
from django.utils.functional import empty
from moto.server import ThreadedMotoServer
from PIL import Image as PillowImage

from cms.media.models import Document, DocumentVersion, Image
from cms.media.object_storage import MediaObjectStorage, PrivateObjectStorage
from cms.media.tests.factories import DocumentFactory, ImageFactory, image_file, pdf_file
from cms.media.tests.showing import show, showing, somebody
from cms.settings.uploads import media_address, object_store
from cms.testing import factories
from cms.tests.pages.models import ArticlePage


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch) -> Any:
    """An empty bucket, in which the site has its uploads."""
    settings.OBJECT_STORE = object_store(f"s3+http://key:a%2Fsecret@{server}/uploads")
    there = {f"aws_{name}": "x" for name in ("access_key_id", "secret_access_key")}
    bucket = boto3.resource("s3", "us-east-1", endpoint_url=f"http://{server}", **there).Bucket(
        "uploads"
    )
    bucket.create()
    private = PrivateObjectStorage()
    for model, name in (
        (Document, "file"),
        (Document, "thumbnail_file"),
        (DocumentVersion, "file"),
    ):
        monkeypatch.setattr(model._meta.get_field(name), "storage", private)
    monkeypatch.setitem(storages._storages, "default", MediaObjectStorage())
    monkeypatch.setitem(storages._storages, "documents", private)
    monkeypatch.setattr(default_storage, "_wrapped", empty)
    yield bucket
    bucket.objects.delete()
    bucket.delete()


@pytest.fixture
def keys(bucket) -> Callable[[], list[str]]:
    """The names of all objects, without the random folder."""
    return lambda: sorted(each.key.split("/")[1] for each in bucket.objects.all())


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.django_db
def test_an_image_is_stored_shown_cleaned_and_deleted(bucket, keys, committed, client):
    with committed():
        image = ImageFactory(file=image_file("foto.jpg", (1300, 700), "JPEG"))
    assert keys() == ["images", *["renditions"] * image.renditions.count()]
    card = image.renditions.get(filter_spec="fill-400x225|format-webp")
    assert card.url == f"/media/{card.file.name}"
    answer = client.get(card.url)
    with PillowImage.open(BytesIO(answer.getvalue())) as picture:
        assert (picture.size, answer["Content-Type"]) == ((400, 225), "image/webp")
    assert answer["Cache-Control"] == "public, max-age=31536000"
    assert client.get("/media/images/none.png").status_code == 404

    exif = PillowImage.Exif()
    exif[0x8825] = {1: "N", 2: (55.0, 40.0, 34.0)}
    hiding = image_file("foto.jpg", (1300, 700), "JPEG", exif=exif).read()
    [key] = [each.key for each in bucket.objects.filter(Prefix="media/images/")]
    bucket.put_object(Key=key, Body=hiding)
    output = StringIO()
    call_command("clean_images", stdout=output)
    assert ", 1 of them cleaned, 0 can't be cleaned." in output.getvalue()
    with PillowImage.open(bucket.Object(key).get()["Body"]) as clean:
        assert dict(clean.getexif()) == {}

    with committed():
        Image.objects.get(pk=image.pk).delete()
    assert keys() == []


@pytest.mark.django_db
def test_a_document_is_read_guarded_handed_out_replaced_and_forgotten(
    bucket, keys, committed, client
):
    with committed():
        document = DocumentFactory(title="Rapport", file=pdf_file("rapport.pdf", ("Tal", "Ord")))
    document = Document.objects.get(pk=document.pk)
    assert (document.pages, document.text) == (2, "Tal\fOrd")
    before = document.url
    anna = somebody("Anna", "change_document", "choose_document")
    assert [asker.get(before).status_code for asker in (client, anna)] == [404, 200]
    show(factories.page(ArticlePage), showing(document))
    [key] = [each.key for each in bucket.objects.filter(Prefix="documents/documents/")]
    content = bucket.Object(key).get()["Body"].read()

    def asked(url: str, **headers: str) -> tuple[int, str | None, bytes]:
        answer = client.get(url, headers=headers)
        body = answer.getvalue()
        if answer.status_code != 304:
            assert int(answer["Content-Length"]) == len(body)
        return answer.status_code, answer.get("Content-Range"), body

    size = len(content)
    assert asked(before) == (200, None, content)
    assert asked(before, range="bytes=10-19") == (206, f"bytes 10-19/{size}", content[10:20])
    assert asked(before, range="bytes=-5") == (
        206,
        f"bytes {size - 5}-{size - 1}/{size}",
        content[-5:],
    )
    etag = client.get(before)["ETag"]
    assert asked(before, **{"if-none-match": etag}) == (304, None, b"")
    assert asked(document.thumbnail)[0] == 200

    data = {"title": "Rapport", "language": "da", "accessibility_status": "unknown"}
    form = reverse("wagtaildocs:edit", args=[document.pk])
    with committed():
        assert anna.post(form, data | {"file": pdf_file("ny.pdf", ("Ny",))}).status_code == 302
    document.refresh_from_db()
    assert client.get(before)["Location"] == document.url
    version = DocumentVersion.objects.get()
    former = anna.get(reverse("media_version", args=[version.pk]))
    assert (former.getvalue(), document.text) == (content, "Ny")

    bucket.objects.filter(Prefix=f"documents/{document.file.name}").delete()
    assert asked(document.url)[0] == 404
    with committed():
        document.delete()
    assert keys() == []


@pytest.mark.django_db
def test_a_storage_that_is_away_is_no_file_that_is_gone(
    bucket, server, settings, monkeypatch, client
):
    there = {"database": "ok", "migrations": "ok", "files": "ok"}
    assert client.get("/health/ready").json()["parts"] == there
    settings.OBJECT_STORE = object_store("s3+http://key:secret@127.0.0.1:1/uploads")
    away = MediaObjectStorage()
    monkeypatch.setitem(storages._storages, "default", away)
    monkeypatch.setattr(default_storage, "_wrapped", away)
    assert client.get("/health/ready").json()["parts"] == there | {"files": "unreachable"}
    answer = client.get("/media/images/foto.jpg")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


def test_what_wagtail_writes_of_a_storage_into_its_tasks_is_no_secret(bucket):
    told = [storages[alias].deconstruct() for alias in ("default", "documents")]
    module = "cms.media.object_storage"
    names = ("MediaObjectStorage", "PrivateObjectStorage")
    assert told == [(f"{module}.{name}", (), {}) for name in names]


def test_a_backup_says_what_it_does_not_hold(committing_database, settings, tmp_path):
    settings.OBJECT_STORE = object_store("s3://key:tys@s3.example.dk:9000/uploads")
    output = StringIO()
    call_command("backup", tmp_path, stdout=output)
    [folder] = tmp_path.glob("*Z")
    assert output.getvalue() == (
        f"{folder} is written, without images and documents: they are in the bucket uploads of "
        "https://s3.example.dk:9000, which needs a backup of its own.\n"
    )
    assert sorted(path.name for path in folder.iterdir()) == [
        *("SHA256SUMS", "database.dump", "manifest.json")
    ]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://key:tys@s3.example.dk/uploads", "it begins with s3:// or"),
        ("s3:///uploads", "it names no host"),
        ("s3://key:tys@s3.example.dk", "'' is no name of a bucket"),
        ("s3://key:tys@s3.example.dk/a/b", "'a/b' is no name of a bucket"),
        ("s3://key@s3.example.dk/uploads", "it has a key without its secret"),
        ("s3://key:tys@s3.example.dk:port/uploads", "Port could not be cast"),
        ("s3://key:tys@s3.example.dk/uploads?regoin=dk", "its only parameter is region"),
    ],
)
def test_an_address_that_is_none_is_refused_without_its_secret(url, reason):
    with pytest.raises(ImproperlyConfigured) as refused:
        object_store(url)
    assert str(refused.value).startswith(f"STORAGE_URL: {reason}")
    assert "tys" not in str(refused.value)


@pytest.mark.parametrize("url", ["", "media/", "https://cdn.example.dk", "https:///media/"])
def test_images_are_found_below_an_address(url):
    with pytest.raises(ImproperlyConfigured, match="MEDIA_URL is /media/, or an address"):
        media_address(url)
