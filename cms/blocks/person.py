from django.utils.translation import gettext_lazy as _

from cms.blocks.shared_data import SharedDataChooserBlock


class PersonChooserBlock(SharedDataChooserBlock):
    """A chosen person, such as a speaker: name, job title, organisation and photo."""

    model_label = "cms.Person"

    class Meta:
        icon = "user"
        label = _("Person")
        description = _("A person with job title and organisation.")
