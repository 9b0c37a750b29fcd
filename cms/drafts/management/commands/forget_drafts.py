from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from cms.drafts.sharing import forget_links


class Command(BaseCommand):
    """Delete the links to drafts that are over, with the copies that they opened."""

    help = "Delete the links to drafts that have expired or were revoked, with their copies."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_links(timezone.now())} links deleted.")
