"""What is done with an upload after it is saved, by the task worker.

A task that is lost (its worker was killed, for one) is made up for by ``finish_uploads``, which
the scheduler runs each minute.
"""

from django_tasks import task

from cms.media import extraction, renditions

# Ahead of search indexing, which a large import queues by the hundred: an editor waits for these.
PRIORITY = 50


@task(priority=PRIORITY)
def make_renditions(image_id: int) -> None:
    renditions.make(image_id)


@task(priority=PRIORITY)
def read_document(document_id: int) -> None:
    extraction.read(document_id)
