from django.utils.translation import gettext_lazy as _

from cms.blocks.person import PersonChooserBlock


class ContactBlock(PersonChooserBlock):
    """A person whom the reader may write to or call: mail and phone are shown too."""

    #: Read by `cms.representations`: `api_fields` of the person beyond those of any reference.
    extra_fields = ["mail", "phone"]

    class Meta:
        icon = "mail"
        label = _("Contact")
        description = _("A person to contact, with e-mail and phone.")
