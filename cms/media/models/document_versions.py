"""The files that documents had before they were replaced."""

import os
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.media.models.documents import Document
from cms.media.paths import document_path
from cms.media.storage import documents_storage
from cms.values.fields import PagedTextField

#: How long a file that was replaced can be put back.
KEPT_FOR = timedelta(days=365)


class DocumentVersion(models.Model):
    """A file that a document had, with when and by whom it was replaced. It has no public address:
    who may change the document fetches it in the admin, and can put it back.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    file = models.FileField(
        _("file"), upload_to=document_path, storage=documents_storage, max_length=255
    )
    file_size = models.PositiveBigIntegerField(null=True)
    file_hash = models.CharField(max_length=40, blank=True)
    #: What was read of it, so that it is told where a person is named who is to be forgotten.
    text = PagedTextField(blank=True, default="")
    replaced_at = models.DateTimeField(_("replaced on"), default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("replaced by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    #: No representation holds it, so its changes are none of the log's.
    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("former file or name of a document")
        verbose_name_plural = _("former files and names of documents")
        # To forget one, or a former name, before the time is over.
        default_permissions = ("delete",)
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return self.filename

    @property
    def filename(self) -> str:
        return os.path.basename(self.file.name)

    @property
    def kept_until(self) -> datetime:
        return self.replaced_at + KEPT_FOR
