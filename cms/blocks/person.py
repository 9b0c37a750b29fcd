from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChooserBlock
from wagtail.coreutils import resolve_model_string

from cms.blocks.samples import first_visible


class PersonChooserBlock(ChooserBlock):
    """A chosen person, such as a speaker: name, job title, organisation and photo."""

    @cached_property
    def target_model(self):
        return resolve_model_string("cms.Person")

    @cached_property
    def widget(self):
        # The admin's choosers need models, which are not loaded yet when blocks are declared.
        from cms.editing.choosers import person_chooser_viewset

        return person_chooser_viewset.widget_class()

    def get_preview_value(self):
        return first_visible(self.target_model)

    class Meta:
        icon = "user"
        label = _("Person")
        description = _("A person with job title and organisation.")
