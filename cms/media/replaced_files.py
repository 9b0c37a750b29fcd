"""What becomes of a document's file when another takes its place, and how it comes back."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import get_active_log_context, log
from wagtail.permissions import policy_registry

from cms.media.models import Document, DocumentVersion, FormerName
from cms.media.models.document_versions import KEPT_FOR


class FileGone(Exception):
    """The file of a version is not in the storage any more."""


def keep(document: Document, before: Document) -> None:
    """Keep the file that the document had, `before`, as a version, and its name as a former one.

    A file that the storage has lost, or that has the bytes of the new one, is no version.
    """
    storage, name = before.file.storage, before.file.name
    if before.filename != document.filename:
        FormerName.objects.get_or_create(document=document, name=before.filename)
    FormerName.objects.filter(document=document, name=document.filename).delete()
    if before.file_hash and before.file_hash == document.file_hash:
        delete_unused(storage, name)
    elif storage.exists(name):
        DocumentVersion.objects.create(
            document=document,
            file=name,
            file_size=before.file_size,
            file_hash=before.file_hash,
            text=before.text,
            replaced_by=get_active_log_context().user,
        )


def put_back(version: DocumentVersion, user: Any) -> Document:
    """Make the version's file the document's again; the one that it has becomes a version. Raises
    `FileGone`, and `DocumentVersion.DoesNotExist` where somebody else was faster.
    """
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).get(pk=version.document_id)
        version = DocumentVersion.objects.get(pk=version.pk)
        if not version.file.storage.exists(version.file.name):
            raise FileGone
        document.file = version.file.name
        document.file_size, document.file_hash = version.file_size, version.file_hash
        document.save()
        version.delete()
        log(instance=document, action="media.put_back", user=user)
    return document


def delete_unused(storage: Any, name: str) -> None:
    """Delete a file once the transaction has succeeded, unless a document or a version has it."""
    transaction.on_commit(partial(_delete_unused, storage, name))


def _delete_unused(storage: Any, name: str) -> None:
    if not any(model.objects.filter(file=name).exists() for model in (Document, DocumentVersion)):
        storage.delete(name)


def forget_old_versions(at: datetime) -> int:
    """Delete the files that were replaced a year ago; return how many."""
    old = DocumentVersion.objects.filter(replaced_at__lte=at - KEPT_FOR)
    return old.delete()[0]


def with_the_same_file(document: Document, user: Any) -> QuerySet[Document]:
    """Return the other documents with the same content that the account may choose."""
    policy = policy_registry.get_by_type(Document)
    others = policy.instances_user_has_permission_for(user, "choose").exclude(pk=document.pk)
    if not document.file_hash:
        return others.none()
    return others.filter(file_hash=document.file_hash).order_by("title", "pk")
