"""The renditions that pages may show: ``settings.RENDITION_SPECS``, made at upload."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO

from django.db import transaction
from django.db.models import Count, Q
from django.utils.timezone import now
from willow.plugins.pillow import PillowImage

from cms.media.display import DisplayFilter, displayed
from cms.media.models import Image, Rendition
from cms.media.models.images import allowed_specs

logger = logging.getLogger(__name__)

# A file that could not be read is tried again after this time: storage may have been away.
RETRY_AFTER = timedelta(hours=1)


class NotShowable(Exception):
    """An image of which one of the renditions that pages may show can't be made."""


def check_renditions(picture: PillowImage, name: str) -> None:
    """Make every rendition of an image that is being uploaded, and throw it away.

    What comes of an image nobody can tell but by making it: formats have limits of their own, and
    a side may be rounded to nothing. Raises NotShowable.
    """
    width, height = picture.get_size()
    image = Image(file=name, width=width, height=height)
    for spec in allowed_specs():
        try:
            DisplayFilter(spec, picture).run(image, BytesIO())
        except Exception as error:
            raise NotShowable(spec) from error


def make(image_id: int) -> None:
    """Make the renditions that the image lacks; those that exist are left alone.

    A file that can't be decoded, or no room for another, is logged and marked on the image, never
    raised.
    """
    with transaction.atomic():
        # Two processes must not make the same renditions at the same time; whoever comes second
        # leaves. NO KEY: pages that point to the image can be saved meanwhile.
        image = (
            Image.objects.select_for_update(skip_locked=True, no_key=True)
            .filter(pk=image_id)
            .first()
        )
        if image is None:
            return
        failed_at = None
        picture = None  # decoded once for all of them
        made = []
        for spec, key in missing(image):
            rendition = Rendition(image=image, filter_spec=spec, focal_point_key=key)
            try:
                if picture is None:
                    with image.open_file() as opened:
                        picture = displayed(opened)
                with image.generate_rendition_file(DisplayFilter(spec, picture)) as file:
                    rendition.file.save(file.name, file, save=False)
            except Exception:  # of the decoder, or because there is no room for the new file
                logger.exception("Image %d has no rendition %s", image_id, spec)
                failed_at = now()
                break
            made.append(rendition)
        # One that Wagtail has made meanwhile, for a page that asked for it, stays.
        Rendition.objects.bulk_create(made, ignore_conflicts=True)
        if image.renditions_failed_at != failed_at:
            Image.objects.filter(pk=image_id).update(renditions_failed_at=failed_at)


def missing(image: Image) -> list[tuple[str, str]]:
    """Return the filter specs, with focal point keys, of which the image has no rendition."""
    made = {(made.filter_spec, made.focal_point_key) for made in image.renditions.all()}
    return [wanted for wanted in image.wanted_renditions() if wanted not in made]


def unfinished_images(at: datetime) -> Iterator[int]:
    """Yield the ids of images that lack renditions and were not tried in the last hour."""
    due = Image.objects.exclude(renditions_failed_at__gt=at - RETRY_AFTER).order_by("pk")
    without_focal_point = due.filter(focal_point_x=None)
    wanted = Q()
    for spec, key in Image().wanted_renditions():
        wanted |= Q(renditions__filter_spec=spec, renditions__focal_point_key=key)
    yield from (
        without_focal_point.annotate(made=Count("renditions", filter=wanted))
        .filter(made__lt=len(allowed_specs()))
        .values_list("pk", flat=True)
    )
    # The keys depend on the focal point in a way that only Wagtail knows, so no query can tell.
    for image in due.exclude(focal_point_x=None).prefetch_related("renditions").iterator(500):
        if missing(image):
            yield image.pk
