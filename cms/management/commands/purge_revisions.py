from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.management.commands import purge_revisions
from wagtail.models import Revision

from cms.history.old_versions import purge


class Command(purge_revisions.Command):
    """Wagtail's command of this name, with its options, by a rule that keeps more."""

    help = (
        "Deletes versions that are older than KEEP_REVISIONS_DAYS, or --days, and that nothing "
        "needs: neither live, latest, scheduled, ever in a workflow, named nor in the trash."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        days = options["days"]
        if days is None:
            days = settings.KEEP_REVISIONS_DAYS
            if days == 0:
                self.stdout.write("KEEP_REVISIONS_DAYS is 0: all versions are kept.")
                return
        if days < 0:
            raise CommandError(f"{days} days are no age. Give 0 or more.")
        revisions = Revision.objects.all()
        if options["pages"] and not options["non_pages"]:
            revisions = revisions.page_revisions()
        if options["non_pages"] and not options["pages"]:
            revisions = revisions.not_page_revisions()
        deleted, left = purge(revisions, timezone.now() - timedelta(days=days))
        self.stdout.write(f"{deleted} versions deleted.")
        if left:
            self.stdout.write(f"{left} left, which a plugin refers to that is not installed.")
