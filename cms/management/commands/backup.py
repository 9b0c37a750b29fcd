from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from cms.personal_data import kept_erasures
from cms.running.backups import back_up, forget


class Command(BaseCommand):
    """Write a backup, and delete those that are kept no more."""

    help = "Write database and files into a new folder below FOLDER, and delete old backups there."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--days", type=int, default=14, help="days of which one is kept")
        parser.add_argument("--weeks", type=int, default=8, help="weeks of which one is kept")

    def handle(self, *args: Any, folder: Path, days: int, weeks: int, **options: Any) -> None:
        if store := settings.OBJECT_STORE:
            written = back_up(folder, {})
            self.stdout.write(
                f"{written} is written, without images and documents: they are in the bucket "
                f"{store['bucket_name']} of {store['endpoint_url']}, "
                "which needs a backup of its own."
            )
        else:
            documents = settings.STORAGES["documents"]["OPTIONS"]["location"]
            files = {"media": Path(settings.MEDIA_ROOT), "documents": Path(documents)}
            self.stdout.write(f"{back_up(folder, files)} is written.")
        kept_erasures.copy_to(folder)
        for gone in forget(folder, days, weeks):
            self.stdout.write(f"{gone.name} is kept no more.")
