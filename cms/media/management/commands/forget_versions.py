from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from cms.media.replaced_files import forget_old_versions


class Command(BaseCommand):
    """Delete the files of documents that were replaced, once it is long enough ago."""

    help = "Delete the files of documents that were replaced more than a year ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_old_versions(timezone.now())} files deleted.")
