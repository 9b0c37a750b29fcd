"""What is done with an upload after it is saved, by the task worker.

A task that is lost (its worker was killed, for one) is made up for by ``finish_uploads``, which
the scheduler runs each minute.
"""

from django_tasks import task

from cms.media import reading, renditions


@task()
def make_renditions(image_id: int) -> None:
    renditions.make(image_id)


@task()
def read_document(document_id: int) -> None:
    reading.read(document_id)
