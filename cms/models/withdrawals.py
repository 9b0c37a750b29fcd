from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Withdrawal(models.Model):
    """A page that holds no more, and stays to be read: live, with a notice and its date, in no list
    and no search engine.

    A row beside the page and no field of it, since no draft or earlier version of the page brings
    it back into force.
    """

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="withdrawn"
    )
    on = models.DateField(_("withdrawn on"))
    note = models.TextField(_("reason"))

    api_fields = ["on", "note"]

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.page)
