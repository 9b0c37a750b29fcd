from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class NamedVersion(models.Model):
    """A version of a page that somebody has given a name, so that it is found again and kept."""

    #: Nothing deletes a version that has a name, but the deletion of its page.
    revision = models.OneToOneField(
        Revision, primary_key=True, on_delete=models.RESTRICT, related_name="named"
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="named_versions")
    name = models.CharField(_("name of the version"), max_length=100)
    named_at = models.DateTimeField(_("named on"), default=timezone.now)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("named by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("named version")
        verbose_name_plural = _("named versions")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
