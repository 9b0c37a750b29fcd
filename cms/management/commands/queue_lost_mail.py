from typing import Any

from django.core.management import BaseCommand

from cms.mail.tasks import queue_lost


class Command(BaseCommand):
    help = "Queue again the mail whose worker was killed while handing it in."

    def handle(self, *args: Any, **options: Any) -> None:
        queue_lost()
