from django.core.management.base import BaseCommand
from django.utils.timezone import now

from cms.media.abandoned import delete_abandoned_uploads


class Command(BaseCommand):
    help = "Deletes images that have waited for a week for their alternative text."

    def handle(self, *args, **options) -> None:
        delete_abandoned_uploads(now())
