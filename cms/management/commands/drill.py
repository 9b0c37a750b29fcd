from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from cms.running.backups import generations
from cms.running.restoring import drill


class Command(BaseCommand):
    """Restore the newest backup into an empty place, and compare it with what was backed up."""

    help = "Try the newest backup below FOLDER; exit status 1 if it can't be restored as it was."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        found = generations(folder)
        if not found:
            raise CommandError(f"There is no backup in {folder}.")
        drill(found[0], self.stdout.write)
