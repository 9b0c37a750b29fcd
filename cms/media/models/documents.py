"""Documents: files for reading and downloading, mostly PDFs."""

from functools import partial

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument
from wagtail.search import index
from wagtail.tasks import delete_file_from_storage_task

from cms.media.paths import document_path, thumbnail_path
from cms.media.storage import documents_storage
from cms.representations import FileUrlField
from cms.values.fields import PagedTextField

# A tsvector holds 1 MB, and a text of distinct compound words needs up to five bytes a character.
SEARCHABLE_CHARACTERS = 200_000


class Document(AbstractDocument):
    """A file in private storage; ``url`` is its only address.

    Pages, text, thumbnail, whether it is tagged and the title that it gives itself are read from a
    PDF after the upload. In ``text``, form feeds separate the pages.
    """

    class Language(models.TextChoices):
        DANISH = "da", _("Danish")
        ENGLISH = "en", _("English")
        GERMAN = "de", _("German")
        SWEDISH = "sv", _("Swedish")
        NORWEGIAN = "no", _("Norwegian")
        FAROESE = "fo", _("Faroese")
        GREENLANDIC = "kl", _("Greenlandic")

    class AccessibilityStatus(models.TextChoices):
        UNKNOWN = "unknown", _("Not examined")
        ACCESSIBLE = "accessible", _("Accessible")
        PARTLY = "partly", _("Partly accessible")
        INACCESSIBLE = "inaccessible", _("Not accessible")
        EXEMPT = "exempt", _("Exempt by law")

    file = models.FileField(
        _("file"), upload_to=document_path, storage=documents_storage, max_length=255
    )
    language = models.CharField(
        _("language"), max_length=10, choices=Language, default=Language.DANISH
    )
    accessibility_status = models.CharField(
        _("accessibility"),
        max_length=20,
        choices=AccessibilityStatus,
        default=AccessibilityStatus.UNKNOWN,
    )
    free_standing = models.BooleanField(
        _("free-standing"),
        default=False,
        help_text=_("Anyone with the address may fetch the file, also when no page shows it."),
    )
    # Named for the same reason as in Image: Wagtail's own Document model stays installed.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_documents",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True
    tags = TaggableManager(
        help_text=None, blank=True, verbose_name=_("tags"), related_name="tagged_documents"
    )
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True, editable=False)
    #: None: no PDF, or not read yet.
    tagged = models.BooleanField(_("tagged for accessibility"), null=True, editable=False)
    #: None likewise; empty: the file says none.
    file_title = models.CharField(
        _("the file's own title"), max_length=255, null=True, blank=True, editable=False
    )
    text = PagedTextField(_("text"), blank=True, default="", editable=False)
    thumbnail_file = models.FileField(
        _("thumbnail"),
        upload_to=thumbnail_path,
        storage=documents_storage,
        max_length=255,
        blank=True,
        editable=False,
    )
    reading_failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: While it is saved, the document as it was with the file that is replaced, if one is.
    replaced: "Document | None" = None

    search_fields = [*AbstractDocument.search_fields, index.SearchField("searchable_text")]
    admin_form_fields = (
        "title",
        "file",
        "language",
        "accessibility_status",
        "free_standing",
        "collection",
        "tags",
    )
    api_fields = [
        "filename",
        "content_type",
        "size",
        "pages",
        "tagged",
        "file_title",
        "language",
        APIField("thumbnail", serializer=FileUrlField(read_only=True)),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        # A file that its form field has refused is not there; its name needs no second message.
        if self.file:
            super().clean()

    def save(self, *args, **kwargs) -> None:
        # Wagtail's forms do this; a document made by a program needs a size as well.
        if self.file and self.file_size is None:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    @property
    def size(self) -> int | None:
        """The size of the file in bytes."""
        return self.file_size

    @property
    def thumbnail(self) -> str | None:
        """The URL of an image of the first page, or None if there is none (yet)."""
        if not self.thumbnail_file:
            return None
        return reverse("document_thumbnail", args=[self.pk, self.filename])

    def searchable_text(self) -> str:
        """Return what search reads of the text: all of it, unless it is a book's worth; then each
        word once, as far as there is room.
        """
        if len(self.text) <= SEARCHABLE_CHARACTERS:
            return self.text
        return " ".join(dict.fromkeys(self.text.split()))[:SEARCHABLE_CHARACTERS]

    def forget_reading(self) -> None:
        """Empty what was read from a file that is being replaced."""
        self.delete_thumbnail()
        self.pages = None
        self.tagged = None
        self.file_title = None
        self.text = ""
        self.thumbnail_file = ""
        self.reading_failed_at = None

    def delete_thumbnail(self) -> None:
        """Delete the thumbnail's file once the transaction has succeeded."""
        if self.thumbnail_file:
            storage, name = self.thumbnail_file.storage, self.thumbnail_file.name
            delete = partial(delete_file_from_storage_task.enqueue, storage.deconstruct(), name)
            transaction.on_commit(delete)
