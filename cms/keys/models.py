"""What Wagtail's tokens lack: what one opens, and until when."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import APIToken, Page


class KeyScope(models.Model):
    """What a key opens besides what is public. One without such a row opens nothing besides."""

    token = models.OneToOneField(
        APIToken, primary_key=True, on_delete=models.CASCADE, related_name="scope"
    )
    #: Where it opens something: this page, and what is below it; None: nowhere.
    section = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("section"),
        related_name="+",
    )
    #: Whether it opens live pages there that are kept from the public.
    opens_restricted = models.BooleanField(_("pages for members"), default=False)
    #: Whether it opens, one by one, what is saved of pages there and not published.
    opens_drafts = models.BooleanField(_("drafts"), default=False)
    #: None: it has no end.
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)

    class Meta:
        verbose_name = _("scope of an API token")
        verbose_name_plural = _("scopes of API tokens")

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.token)
