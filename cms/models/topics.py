from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.danish.slugs import named_in_address
from cms.models.terms import Term


class Topic(Term):
    """A subject that pages are filed under, such as "Klima". It has a page of its own."""

    api_endpoint = "topics"

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[named_in_address(self)])
