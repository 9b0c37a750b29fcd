"""A release, what happens to each of its pages, and what it found them as."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page, Revision


class State(models.TextChoices):
    OPEN = "open", _("Being prepared")
    APPROVED = "approved", _("Approved")
    OUT = "out", _("Out")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Could not go out")


class Action(models.TextChoices):
    PUBLISH = "publish", _("Is published")
    UNPUBLISH = "unpublish", _("Is taken down")


class Release(ClusterableModel):
    """Pages that go live or are taken down in one transaction: at `goes_at`, or when somebody says
    so. What goes out is what was approved, whatever is written afterwards.
    """

    name = models.CharField(_("name"), max_length=100)
    #: Aware; None: when somebody says so.
    goes_at = models.DateTimeField(
        _("goes out at"),
        null=True,
        blank=True,
        help_text=_("To the second, once it is approved. Without a time, when somebody says so."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN, editable=False
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    #: The moment that its pages have as theirs.
    went_out_at = models.DateTimeField(_("went out"), null=True, editable=False)
    #: Why it could not go out, for people.
    failure = models.TextField(editable=False, default="")

    #: No representation holds it, so its changes are none of the log's.
    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether its pages can still be chosen."""
        return self.state in (State.OPEN, State.FAILED)

    @property
    def is_overdue(self) -> bool:
        """Whether its time has passed."""
        return self.goes_at is not None and self.goes_at <= timezone.now()


class ReleasedPage(Orderable):
    """A page of a release.

    Its copies are `Revision`s that belong to this row and not to the page: Wagtail's autosave
    writes into the page's latest revision, and nothing that asks for the page's revisions, to show
    or to purge them, meets these.
    """

    release = ParentalKey(Release, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    action = models.CharField(
        _("what happens to it"),
        max_length=10,
        choices=Action.choices,
        default=Action.PUBLISH,
    )
    #: What was approved; None until then, and of a page that is taken down.
    approved = models.OneToOneField(
        Revision, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    #: What the page was when the release went out.
    before = models.OneToOneField(
        Revision, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    was_live = models.BooleanField(default=False, editable=False)
    first_published_at = models.DateTimeField(null=True, editable=False)
    last_published_at = models.DateTimeField(null=True, editable=False)
    #: What visitors read before, and what the release published.
    live_before = models.ForeignKey(
        Revision, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    published = models.ForeignKey(
        Revision, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    is_undone = models.BooleanField(default=False, editable=False)

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta(Orderable.Meta):
        verbose_name = _("page of a release")
        verbose_name_plural = _("pages of releases")
        default_permissions = ()
        constraints = [
            # Told by the form: of columns, Django would tell in words of its own.
            models.UniqueConstraint("release", "page", name="releases_page_once")
        ]

    def __str__(self) -> str:
        return str(self.page_id)

    @property
    def is_published(self) -> bool:
        """Whether the release publishes it, and does not take it down."""
        return self.action == Action.PUBLISH


@receiver(post_delete, sender=ReleasedPage)
def delete_its_copies(sender: type[ReleasedPage], instance: ReleasedPage, **kwargs: Any) -> None:
    """Leave no copies behind that nothing uses, also where the page takes its releases along."""
    Revision.objects.filter(pk__in=[instance.approved_id, instance.before_id]).delete()
