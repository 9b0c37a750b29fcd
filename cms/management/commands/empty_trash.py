from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from cms.models import TrashedPage
from cms.models.trash import KEPT_FOR
from cms.trash.moving import delete_for_good


class Command(BaseCommand):
    help = "Deletes for good the pages that have lain in the trash for 30 days."

    def handle(self, *args: Any, **options: Any) -> None:
        due = TrashedPage.objects.filter(deleted_at__lte=timezone.now() - KEPT_FOR)
        gone, kept = 0, []
        for entry in due.order_by("deleted_at"):
            try:
                delete_for_good(entry)
                gone += 1
            except (ProtectedError, RestrictedError) as error:
                kept.append(f"page {entry.page_id}: {error}")
        self.stdout.write(f"{gone} deleted for good.")
        if kept:
            raise CommandError("Still needed by something else:\n" + "\n".join(kept))
