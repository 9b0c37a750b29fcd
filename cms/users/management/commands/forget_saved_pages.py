from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from cms.users.saved_pages import forget_saved


class Command(BaseCommand):
    """Delete what members saved once it is over for long enough."""

    help = "Delete the events that members saved and that were over a year ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_saved(timezone.now())} saved pages deleted.")
