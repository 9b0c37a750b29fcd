"""Images that were uploaded together with others and never given an alternative text."""

import logging
from datetime import datetime, timedelta

from wagtail.models import UploadedFile

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=7)


def delete_abandoned_uploads(at: datetime) -> None:
    """Delete what has waited for its form for a week; Wagtail itself keeps it for ever.

    Nobody sees these files in the admin any more, and they may show people.
    """
    for upload in UploadedFile.objects.order_by("pk"):
        storage, name = upload.file.storage, upload.file.name
        try:
            waiting_since = storage.get_modified_time(name)
        except FileNotFoundError:
            logger.warning("The file of upload %d is gone", upload.pk)
        else:
            if waiting_since > at - KEPT_FOR:
                continue
            storage.delete(name)
        upload.delete()
