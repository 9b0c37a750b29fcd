"""The names that documents had before their files were replaced."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.media.models.documents import Document


class FormerName(models.Model):
    """A name under which a document was fetched before: `/filer/<id>/<name>` still leads to it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("file name"), max_length=255)
    until = models.DateTimeField(auto_now_add=True)

    #: No representation holds it, so its changes are none of the log's.
    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-until", "-id"]
        constraints = [
            models.UniqueConstraint("document", "name", name="media_former_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
