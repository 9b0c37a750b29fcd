from typing import Any

from django.core.management.commands import check
from django.db import OperationalError, connection


class Command(check.Command):
    """Django's, which also asks the database without being told to, where there is one."""

    def handle(self, *app_labels: Any, **options: Any) -> None:
        if not (app_labels or options["tags"] or options["databases"] or options["list_tags"]):
            options["databases"] = self._databases()
        super().handle(*app_labels, **options)

    def _databases(self) -> list[str] | None:
        embedded = connection.settings_dict.get("EMBEDDED")
        if embedded is not None and not embedded.cluster.exists():
            return None  # nothing was ever stored
        try:
            connection.ensure_connection()
        except OperationalError as error:
            self.stdout.write(f"What the database holds has not been checked. {error}".strip())
            return None
        return [connection.alias]
