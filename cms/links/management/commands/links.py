from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from cms.links.due import ask_due
from cms.links.models import Address, CheckedIn, dead_addresses, forget_unused, on_live_pages

_SILENT = "OUTGOING=off: this copy of the site asks nobody anything."
_ELSEWHERE = "Links are asked in another database; `links here` has them asked in this one."


class Command(BaseCommand):
    """Ask the addresses of other sites that live pages link to, and tell how they are doing."""

    help = (
        "ask: ask the addresses that are due, ten at most. status: tell how many there are. here: "
        "ask in this database from now on, as after a backup was restored. tidy: forget the "
        "addresses that no live page links to."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for name in ("ask", "status", "here", "tidy"):
            actions.add_parser(name)

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, action)()

    def ask(self) -> None:
        if not settings.OUTGOING:
            self.stdout.write(_SILENT)
        elif not CheckedIn.is_here():
            self.stdout.write(_ELSEWHERE)
        else:
            self.stdout.write(f"{ask_due()} addresses asked.")

    def status(self) -> None:
        outgoing = "on" if settings.OUTGOING else "off: nobody is asked"
        known = Address.objects.filter(on_live_pages())
        self.stdout.write(f"Outgoing:    {outgoing}")
        self.stdout.write(f"Addresses:   {known.count()}")
        self.stdout.write(f"Due:         {known.filter(due_at__lte=timezone.now()).count()}")
        self.stdout.write(f"Dead:        {dead_addresses().count()}")
        if not CheckedIn.is_here():
            self.stdout.write(_ELSEWHERE)

    def here(self) -> None:
        if not settings.OUTGOING:
            raise CommandError(_SILENT)
        CheckedIn.begin_here()
        self.stdout.write("Links are asked in this database from now on.")

    def tidy(self) -> None:
        self.stdout.write(f"{forget_unused()} addresses forgotten.")
