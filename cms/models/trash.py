from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

#: How long a deleted page can be put back.
KEPT_FOR = timedelta(days=30)


class TrashedPage(models.Model):
    """A page that was deleted with all below it, and can be put back: it lies in the trash."""

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="trashed"
    )
    #: Keys of the pages that it lay below, the nearest first. They may be gone, or in the trash.
    ancestors = models.JSONField()
    #: `Page.url_path` of before.
    url_path = models.TextField()
    #: How many of the pages, it and those below it, were published.
    published = models.PositiveIntegerField()
    deleted_at = models.DateTimeField(_("deleted on"), default=timezone.now)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deleted by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page in the trash")
        verbose_name_plural = _("pages in the trash")
        # To delete for good before the time is over.
        default_permissions = ("delete",)

    def __str__(self) -> str:
        return str(self.page)

    @property
    def kept_until(self) -> datetime:
        return self.deleted_at + KEPT_FOR

    @property
    def days_left(self) -> int:
        """The days that have begun until the page is deleted for good, at least 0."""
        left = self.kept_until - timezone.now()
        return max(0, left.days + (left.seconds > 0))
