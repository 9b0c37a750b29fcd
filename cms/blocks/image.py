from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.samples import first_visible


class ImageBlock(StructBlock):
    """An image with an optional caption. The alt text belongs to the image itself."""

    image = ImageChooserBlock(label=_("Image"))
    caption = CharBlock(label=_("Caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("An image in the body, with a caption.")

    def get_preview_value(self):
        image = first_visible("media.Image")
        return self.normalize({"image": image, "caption": "Netværkets medlemmer ved vindmøllerne"})
