import sys
from typing import Any

from django.core.management.base import BaseCommand

from cms.media.stored import Uncleanable, images_to_clean


class Command(BaseCommand):
    """Clean the images that were stored before uploads were cleaned, or by other programs."""

    help = (
        "Removes metadata, such as where a photo was taken, from all stored images and renditions, "
        "without loss and while the site serves; may be run again. Lists what can't be cleaned; "
        "exit status 1 if there is any."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = cleaned = failed = 0
        for clean in images_to_clean():
            found += 1
            try:
                cleaned += clean()
            except Uncleanable as error:
                failed += 1
                self.stderr.write(str(error))
        self.stdout.write(f"{found} files, {cleaned} of them cleaned, {failed} can't be cleaned.")
        if failed:
            sys.exit(1)
