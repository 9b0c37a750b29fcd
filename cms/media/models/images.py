"""Images and their renditions."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from taggit.managers import TaggableManager
from wagtail.api import APIField
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    SourceImageIOError,
    get_upload_to,
)
from wagtail.search import index
from willow.plugins.pillow import PillowImage

from cms.kinds.urls import file_url
from cms.media.display import DisplayFilter, displayed
from cms.media.image_field import CleanImageField
from cms.media.paths import image_path, rendition_path


def allowed_specs() -> list[str]:
    """Return the filter specs of ``settings.RENDITION_SPECS``, each once, in their order."""
    return list(
        dict.fromkeys(spec for specs in settings.RENDITION_SPECS.values() for spec in specs)
    )


@cache
def rendition_filter(spec: str) -> Filter:
    """Return the filter of a spec, kept because Wagtail's takes long to read its spec anew."""
    return Filter(spec)


class PublicRenditionsField(serializers.Field):
    """``[{"spec", "url", "width", "height"}]``; see ``Image.public_renditions``."""

    def get_attribute(self, instance: "Image") -> list["Rendition"]:
        return instance.public_renditions()

    def to_representation(self, value: list["Rendition"]) -> list[dict]:
        return [
            {
                "spec": rendition.filter_spec,
                "url": file_url(rendition.url),
                "width": rendition.width,
                "height": rendition.height,
            }
            for rendition in value
        ]

    def get_api_schema(self) -> dict:
        members = {
            "spec": {"type": "string", "enum": allowed_specs()},
            "url": {"type": "string", "format": "uri-reference"},
            "width": {"type": "integer"},
            "height": {"type": "integer"},
        }
        item = {"type": "object", "properties": members, "required": list(members)}
        return {"type": "array", "items": item}


class Image(AbstractImage):
    """An image with an alternative text, or the statement that it needs none (WCAG 2.2, 1.1.1).

    Wagtail's ``description`` holds the alternative text, because Wagtail itself offers it as
    such wherever an image is inserted.
    """

    file = CleanImageField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
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
    # Not named "decorative", which Wagtail sets on every instance; see the property below.
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
    api_fields = [
        "alt",
        "decorative",
        "credit",
        "width",
        "height",
        APIField("renditions", serializer=PublicRenditionsField(read_only=True)),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's constructor has just set it to False, which says nothing about this image.
        self.contextual_decorative = None

    def clean(self) -> None:
        super().clean()
        if not self.is_decorative and not self.description.strip():
            raise ValidationError(
                {"description": _("Describe what the image shows, or mark it as decorative.")}
            )

    @property
    def decorative(self) -> bool:
        """Whether the image is decorative where it stands (Wagtail's ImageBlock sets this), or
        else by itself.
        """
        if self.contextual_decorative is None:
            return self.is_decorative
        return self.contextual_decorative

    @decorative.setter
    def decorative(self, value: bool | None) -> None:
        self.contextual_decorative = value

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.description

    @property
    def alt(self) -> str:
        """The text alternative, empty for a decorative image (HTML, 4.8.4.4)."""
        return "" if self.decorative else self.contextual_alt_text or self.description

    def wanted_renditions(self) -> list[tuple[str, str]]:
        """Return filter spec and focal point key of the renditions that pages may show."""
        return [(spec, rendition_filter(spec).get_cache_key(self)) for spec in allowed_specs()]

    def public_renditions(self) -> list["Rendition"]:
        """Return the renditions that pages may show, as far as they are made, in the order of
        ``settings.RENDITION_SPECS``.

        While those for a new focal point are being made, the ones for the old are returned. No
        query if ``renditions`` is prefetched.
        """
        made: Iterable[Rendition] = self._get_prefetched_renditions()
        if made is None:
            made = self.renditions.filter(filter_spec__in=allowed_specs())
        exact = {
            (rendition.filter_spec, rendition.focal_point_key): rendition for rendition in made
        }
        any_focal_point = {rendition.filter_spec: rendition for rendition in made}
        found = [
            exact.get((spec, key)) or any_focal_point.get(spec)
            for spec, key in self.wanted_renditions()
        ]
        return [rendition for rendition in found if rendition]

    def get_upload_to(self, filename: str) -> str:
        return image_path(filename)

    @contextmanager
    def get_willow_image(self) -> Iterator[PillowImage]:
        """Give the image as it is shown, which is what every rendition is made of."""
        with self.open_file() as file:
            yield displayed(file)

    def generate_rendition_file(
        self,
        filter: Filter,  # noqa: A002 (Wagtail's name)
        *,
        source: File | None = None,
    ) -> File:
        """Make a rendition in memory, of the image as it is shown."""
        wanted = filter if isinstance(filter, DisplayFilter) else DisplayFilter(filter.spec)
        return super().generate_rendition_file(wanted, source=source)

    def create_rendition(self, filter: Filter) -> "Rendition":  # noqa: A002 (Wagtail's name)
        """Make a rendition and store it. Raises SourceImageIOError, which Wagtail's admin shows as
        a broken picture, also where the new file can't be stored.
        """
        try:
            return super().create_rendition(filter)
        except OSError as error:
            raise SourceImageIOError(str(error)) from error


class Rendition(AbstractRendition):
    """An image in one size and format, under a path as unguessable as the image's."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]

    def get_upload_to(self, filename: str) -> str:
        return rendition_path(filename)
