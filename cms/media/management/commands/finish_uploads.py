"""Do for uploads what a lost task left undone; the scheduler runs it each minute."""

import logging

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from cms.media import extraction, renditions, text_index
from cms.postgres.stops import UNREACHABLE, why_stopped

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Makes missing renditions of images, reads and indexes documents."

    def handle(self, *args, **options) -> None:
        at = now()
        for finish, unfinished in (
            (renditions.make, renditions.unfinished_images(at)),
            (extraction.read, extraction.unfinished_documents(at)),
            (extraction.read_catalog, extraction.untold_documents(at)),
            (text_index.index_text_of, text_index.unindexed_documents()),
        ):
            for pk in list(unfinished):
                try:
                    finish(pk)
                except Exception as error:  # one upload must not keep the others waiting
                    if why_stopped(error) is UNREACHABLE:
                        raise
                    logger.exception("%s(%d) failed", finish.__module__, pk)
