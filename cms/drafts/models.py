"""A link to a state of a page, and the copy of that state."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

#: How long a link works unless another time is chosen, and at most.
USUALLY, AT_MOST = timedelta(days=14), timedelta(days=90)


class DraftLink(models.Model):
    """What opens one state of a page to whoever has its address, until it expires or is revoked.

    The state is a `Revision` of its own that belongs to this row and not to the page: Wagtail's
    autosave writes into the page's latest revision, and whatever asks for the page's revisions (its
    history, comparisons, what is purged) never meets this one.
    """

    #: What the link's token names; only the site can sign it, see `cms.drafts.tokens`.
    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("shared by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("shared"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(null=True)

    #: No representation holds it, so its changes are none of the log's.
    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")
        default_permissions = ()
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def sharer(self) -> str:
        """The name of who shared it."""
        user: Any = self.created_by
        return (user.get_full_name() or user.get_username()) if user else ""


@receiver(post_delete, sender=DraftLink)
def delete_its_copy(sender: type[DraftLink], instance: DraftLink, **kwargs: Any) -> None:
    """Leave no copy behind that nothing opens, also where the page takes its links along."""
    Revision.objects.filter(pk=instance.revision_id).delete()
