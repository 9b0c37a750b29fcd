"""What the site remembers of searches: which words found nothing, and nothing of who searched."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FruitlessSearch(models.Model):
    """How often words were searched for on a day without finding anything.

    `words` hold no digits and no mail address; see `search.fruitless`. No address, no account and
    no time of day is kept with them.
    """

    words = models.CharField(_("search words"), max_length=100)
    date = models.DateField(_("date"))
    count = models.PositiveIntegerField(_("times"), default=1)

    #: Nothing that the public is shown depends on it.
    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        constraints = [models.UniqueConstraint("words", "date", name="search_fruitless_once_a_day")]

    def __str__(self) -> str:
        return self.words
