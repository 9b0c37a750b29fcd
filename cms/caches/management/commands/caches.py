import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from wagtail.contrib.frontend_cache.utils import get_backends

from cms.caches.models import Cache, configured
from cms.caches.purging import is_purged


class Command(BaseCommand):
    """Describe the caches in front of the site, or switch them on in this database."""

    help = (
        "status: describe the caches that WAGTAILFRONTENDCACHE names; exit status 1 if one needs "
        "attention. here: tell them what changes in this database from now on, as after a backup "
        "was restored, and have those drop everything that can."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for name in ("status", "here"):
            actions.add_parser(name)

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, action)()

    def status(self) -> None:
        known, told = {each.pk: each for each in configured()}, is_purged()
        outgoing = "on" if settings.OUTGOING else "off: nothing is told"
        self.stdout.write(f"Outgoing:    {outgoing}")
        self.stdout.write(f"Process:     {'running' if told else 'not running'}")
        troubled = bool(settings.WAGTAILFRONTENDCACHE) and settings.OUTGOING and not told
        for name in settings.WAGTAILFRONTENDCACHE:
            standing = _standing(known.get(name))
            troubled |= standing not in (_TOLD, _NEW)
            self.stdout.write(f"{name}: {standing}")
        if troubled:
            sys.exit(1)

    def here(self) -> None:
        if not settings.OUTGOING:
            raise CommandError("OUTGOING=off: this copy of the site tells nobody anything.")
        for name, backend in get_backends(settings.WAGTAILFRONTENDCACHE).items():
            Cache.objects.update_or_create(pk=name, defaults=Cache.from_now_on())
            if not hasattr(backend, "purge_all"):
                self.stdout.write(f"{name}: told from now on. Have it drop everything yourself.")
                continue
            try:
                backend.purge_all()
            except OSError as error:
                raise CommandError(f"{name}: told from now on, but away: {error}") from error
            self.stdout.write(f"{name}: told from now on. It has dropped everything.")


_TOLD, _NEW = "told of what changes", "not told of anything yet"


def _standing(cache: Cache | None) -> str:
    if cache is None:
        return _NEW
    if cache.is_of_another_site:
        return "switched on in another database; `caches here` switches it on in this one"
    if cache.failures:
        return f"failing since {cache.failing_since:%F %T}, next attempt {cache.due_at:%T}: " + (
            cache.reason
        )
    return _TOLD
