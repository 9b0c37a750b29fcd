"""Images and their renditions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from cms.media.paths import image_path, rendition_path


class Image(AbstractImage):
    """An image with an alternative text, or the statement that it needs none (WCAG 2.2, 1.1.1).

    Wagtail's ``description`` holds the alternative text, because Wagtail itself offers it as
    such wherever an image is inserted.
    """

    description = models.CharField(
        _("alt text"),
        max_length=255,
        blank=True,
        default="",
        help_text=_(
            "What the image shows, for those who don't see it. Leave it empty only if the image "
            "is decorative."
        ),
    )
    # Not "decorative": Wagtail sets an attribute of that name on every instance.
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The image adds nothing to the text, and screen readers skip it."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Photographer or owner, as it is to be shown by the image."),
    )
    # Wagtail's own Image model stays installed; without names of our own, the reverse accessors
    # of these two fields would clash with its.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_images",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True
    tags = TaggableManager(
        help_text=None, blank=True, verbose_name=_("tags"), related_name="tagged_images"
    )
    renditions_failed_at = models.DateTimeField(null=True, blank=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        return image_path(filename)


class Rendition(AbstractRendition):
    """An image in one size and format, under a path as unguessable as the image's."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]

    def get_upload_to(self, filename: str) -> str:
        return rendition_path(filename)
