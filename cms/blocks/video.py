from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, URLBlock
from wagtail.images.blocks import ImageChooserBlock


class VideoBlock(StructBlock):
    """A film that lies elsewhere. Nothing is fetched from there before the reader asks for it."""

    title = CharBlock(label=_("Title"), max_length=200)
    url = URLBlock(
        label=_("Address"),
        validators=[URLValidator(schemes=["https"])],
        help_text=_("The address of the film, beginning with https://."),
    )
    image = ImageChooserBlock(label=_("Image"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A film that the reader can start. Nothing loads from elsewhere before.")
        preview_value = {
            "title": "Sådan kommer I i gang med målene",
            "url": "https://vimeo.com/76979871",
            "image": None,
        }
