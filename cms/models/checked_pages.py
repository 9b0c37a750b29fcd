"""What the checklists found, kept so that nobody who asks about all pages has to read them all."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class CheckedPage(models.Model):
    """A page as its checklist last found it, the way it is worked on."""

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="checked"
    )
    #: What was checked, see `cms.checklist.stored_results`: another state is checked anew.
    state = models.CharField(max_length=200)
    #: `Head.version` as of then, for what the log doesn't tell of.
    version = models.BigIntegerField()
    checked_at = models.DateTimeField()
    errors = models.PositiveIntegerField(default=0)

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page that lacks something")
        verbose_name_plural = _("pages that lack something")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.page)


class StoredFinding(models.Model):
    """One thing that a page lacks: a `cms.checklist.findings.Finding` as it is told."""

    checked = models.ForeignKey(CheckedPage, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=100, db_index=True)
    message = models.TextField()
    path = models.TextField()
    is_error = models.BooleanField()

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.message
