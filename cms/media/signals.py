"""What happens when an upload is saved or deleted."""

import secrets
from functools import partial

from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import UploadedFile

from cms.media.image_field import cleaned
from cms.media.models import Document, DocumentVersion, Image
from cms.media.replaced_files import delete_unused, keep
from cms.media.tasks import make_renditions, read_document
from cms.media.text_index import index_text

# Fields on which renditions depend.
RENDITION_SOURCES = {"file", *(f"focal_point_{part}" for part in ("x", "y", "width", "height"))}


@receiver(post_save, sender=Image)
def finish_image(instance: Image, raw: bool, update_fields, **kwargs) -> None:
    if not raw and (update_fields is None or RENDITION_SOURCES & set(update_fields)):
        enqueue_on_commit(make_renditions, instance.pk)


@receiver(pre_save, sender=Document)
def notice_a_new_file(instance: Document, raw: bool, update_fields, **kwargs) -> None:
    """Remember the file that is being replaced, and forget what was read from it."""
    instance.replaced = None
    if raw or instance.pk is None or not (update_fields is None or "file" in update_fields):
        return
    rows = Document.objects.all()
    if connection.in_atomic_block:  # two who replace it at once do so one after the other
        rows = rows.select_for_update(of=("self",))
    before = rows.filter(pk=instance.pk).defer("text").first()
    if before is None or not before.file or before.file.name == instance.file.name:
        return
    before.refresh_from_db(fields=["text"])
    instance.replaced = before
    if update_fields is None:
        instance.forget_reading()
    if instance.file and not instance.file._committed:  # by a program, without Wagtail's form
        instance._set_document_file_metadata()


@receiver(post_save, sender=Document)
def keep_what_was_replaced(instance: Document, **kwargs) -> None:
    before, instance.replaced = instance.replaced, None
    if before is not None:
        keep(instance, before)


@receiver(post_delete, sender=DocumentVersion)
def delete_file_of_version(instance: DocumentVersion, **kwargs) -> None:
    delete_unused(instance.file.storage, instance.file.name)


@receiver(post_save, sender=Document)
def finish_document(instance: Document, raw: bool, **kwargs) -> None:
    if not raw and instance.pages is None:
        enqueue_on_commit(read_document, instance.pk)


def enqueue_on_commit(task, pk: int) -> None:
    # Robust: what is saved is saved, and finish_uploads finds what was not enqueued.
    transaction.on_commit(partial(task.enqueue, pk), robust=True)


@receiver(post_save, sender=Document)
def index_document(instance: Document, **kwargs) -> None:
    index_text(instance)


@receiver(post_delete, sender=Document)
def delete_thumbnail(instance: Document, **kwargs) -> None:
    instance.delete_thumbnail()


@receiver(pre_save, sender=UploadedFile)
def protect_waiting_upload(instance: UploadedFile, **kwargs) -> None:
    """Treat an image that waits for its alternative text as an image already.

    Wagtail's multiple upload keeps the file as it was sent, under its own name, in the public
    media folder until the form is complete.
    """
    if instance._state.adding:
        content_type = instance.for_content_type
        if content_type and content_type.model_class() is Image:
            instance.file = cleaned(instance.file.file)
        instance.file.name = f"{secrets.token_urlsafe(16)}/{instance.file.name}"
