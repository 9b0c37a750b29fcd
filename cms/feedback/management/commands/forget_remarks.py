from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from cms.feedback.models import forget_remarks


class Command(BaseCommand):
    """Delete what visitors wrote about pages once it is old enough."""

    help = "Delete the remarks about pages that are more than 90 days old."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_remarks(timezone.now())} remarks deleted.")
