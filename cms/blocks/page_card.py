from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock

from cms.blocks.samples import first_visible
from cms.plugins import content_types


class PageCardBlock(PageChooserBlock):
    def get_preview_value(self):
        return next(filter(None, map(first_visible, content_types())), None)

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Page card")
        description = _("A card that leads to another page of the site.")
