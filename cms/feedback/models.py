from datetime import datetime, timedelta

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

#: The longest remark, in characters.
LONGEST = 500
#: After this time a remark is deleted. What was counted stays with the page.
KEPT_FOR = timedelta(days=90)


class Tally(models.Model):
    """How many found a page useful, and how many did not."""

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="tally"
    )
    useful = models.PositiveIntegerField(_("useful"), default=0)
    useless = models.PositiveIntegerField(_("not useful"), default=0)

    class Meta:
        verbose_name = _("answers about a page")
        verbose_name_plural = _("answers about pages")

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.page)


class Remark(models.Model):
    """What somebody wrote about a page: cleaned (`cms.feedback.cleaning`), and of nobody."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="remarks")
    at = models.DateTimeField(_("written"), auto_now_add=True, db_index=True)
    is_useful = models.BooleanField(_("found the page useful"))
    text = models.TextField(_("remark"))

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["-at", "-pk"]

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.text[:50]

    @property
    def answer(self) -> str:
        """Yes or no, as editors read it."""
        return str(_("Yes") if self.is_useful else _("No"))


def count(page_id: int, is_useful: bool) -> None:
    """Count one more answer about a page."""
    name = "useful" if is_useful else "useless"
    Tally.objects.get_or_create(page_id=page_id)
    Tally.objects.filter(page_id=page_id).update(**{name: F(name) + 1})


def forget_remarks(now: datetime) -> int:
    """Delete the remarks that are old enough at `now`, and return how many they were."""
    return Remark.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
