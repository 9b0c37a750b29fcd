from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from cms.users.audit.keeping import forget


class Command(BaseCommand):
    """Delete what stands in the audit log for long enough."""

    help = "Delete entries of the audit log that are older than a year."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget(timezone.now())} entries deleted.")
