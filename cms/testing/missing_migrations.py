"""Whether an app has a migration for each change of its models."""

from functools import cache

from django.core.management import call_command


@cache
def require_migrations(app_label: str) -> None:
    """Fail if one is missing; of an app that has all, it is asked once a process."""
    call_command("makemigrations", app_label, check=True, dry_run=True, verbosity=0)
