from django.utils.functional import cached_property
from wagtail.blocks import ChooserBlock
from wagtail.coreutils import resolve_model_string

from cms.blocks.samples import first_visible


class SharedDataChooserBlock(ChooserBlock):
    """A chosen object of the shared data, of which the class names the model."""

    #: By its label, since models are not loaded yet when blocks are declared.
    model_label: str

    @cached_property
    def target_model(self):
        return resolve_model_string(self.model_label)

    @cached_property
    def widget(self):
        # The admin's choosers need models, too.
        from cms.editing.choosers import CHOOSERS

        return CHOOSERS[self.model_label].widget_class()

    def get_preview_value(self):
        return first_visible(self.target_model)
