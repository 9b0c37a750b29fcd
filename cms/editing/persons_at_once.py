"""A stream of a form into which several persons are put at once: the speakers of an event."""

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def takes_several_persons(block: str, person: str = "person") -> dict[str, str | Promise]:
    """Return the attributes of the panel of a stream below which a list of persons is pasted:
    `FieldPanel("hosts", attrs=takes_several_persons("host"))`. Each becomes a block of this name,
    with the person as the member that is named, unless the stream has them already.
    """
    return {
        "data-several-persons": f"{block}.{person}",
        "data-several-persons-address": reverse_lazy("cms_choose_persons"),
        "data-several-persons-label": _("Add several persons"),
    }
