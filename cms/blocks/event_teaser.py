from django.conf import settings
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.blocks import PageChooserBlock
from wagtail.models import Page

from cms.blocks.samples import first_visible
from cms.plugins import content_types


class EventTeaserBlock(PageChooserBlock):
    """A chosen event. Which types are events is asked of the types, when the site runs."""

    @cached_property
    def target_models(self) -> list[type[Page]]:
        events = [model for model in content_types() if model.schema_org_type == "Event"]
        return events or [Page]

    @cached_property
    def widget(self) -> AdminPageChooser:
        # It writes out what is chosen when it is first asked for; the API's schemas ask in English.
        with translation.override(settings.LANGUAGE_CODE):
            return super().widget

    def get_preview_value(self):
        return first_visible(self.target_models[0])

    class Meta:
        icon = "date"
        label = _("Event teaser")
        description = _("A card that leads to an event, with its time and place.")
