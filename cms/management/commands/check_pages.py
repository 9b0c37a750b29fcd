from typing import Any

from django.core.management import BaseCommand

from cms.checklist.stored_results import bring_up_to_date

#: In one run, so that other jobs have their turn after an upgrade, when all are checked anew.
MOST = 500


class Command(BaseCommand):
    """Check the pages that have changed since they were checked, for the report of all pages."""

    help = "Bring the stored results of the checklists up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{bring_up_to_date(MOST)} pages checked.")
