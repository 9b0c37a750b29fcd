"""An image that waits for its alternative text does not wait for ever."""

import os
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.utils.timezone import now
from wagtail.models import UploadedFile

from cms.media.models import Image
from cms.media.tests.factories import image_file


@pytest.fixture
def upload(db) -> UploadedFile:
    image_type = ContentType.objects.get_for_model(Image)
    return UploadedFile.objects.create(file=image_file(), for_content_type=image_type)


def waiting_since(upload: UploadedFile, **age: float) -> None:
    stamp = (now() - timedelta(**age)).timestamp()
    os.utime(upload.file.path, (stamp, stamp))


def test_it_is_kept_for_a_week(upload):
    waiting_since(upload, days=6, hours=23)
    call_command("delete_abandoned_uploads")
    assert UploadedFile.objects.get() == upload
    assert upload.file.storage.exists(upload.file.name)


def test_it_is_deleted_with_its_file_after_that(upload):
    waiting_since(upload, days=7, seconds=1)
    call_command("delete_abandoned_uploads")
    assert not UploadedFile.objects.exists()
    assert not upload.file.storage.exists(upload.file.name)


def test_one_whose_file_is_gone_is_deleted_at_once(upload):
    upload.file.storage.delete(upload.file.name)
    call_command("delete_abandoned_uploads")
    assert not UploadedFile.objects.exists()
