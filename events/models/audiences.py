from django.utils.translation import gettext_lazy as _

from cms.content import Term


class Audience(Term):
    """Whom events are for, such as "Politikere", as visitors of the calendar choose."""

    api_endpoint = "audiences"

    class Meta(Term.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
