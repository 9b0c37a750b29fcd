import time
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from home.demo.accounts import account_lines
from home.demo.load import has_content, load, missing_apps


class Command(BaseCommand):
    help = (
        "Loads the demo: a section with news, events, networks, documents and two accounts for "
        "trying it. Only into a site without content, and never under production settings."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Do nothing, instead of failing, where the demo can't be loaded.",
        )

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if obstacle := self.obstacle():
            if not if_empty:
                raise CommandError(obstacle)
        else:
            started = time.monotonic()
            load(localdate(), self.say)
            self.say(f"The demo is loaded, in {time.monotonic() - started:.0f} seconds")
        if options["verbosity"] and settings.DEMO_ALLOWED and (lines := account_lines()):
            self.say("\n".join(["Accounts of the demo:", *lines]))

    def obstacle(self) -> str:
        """Say why the demo can't be loaded, or nothing if it can."""
        if not settings.DEMO_ALLOWED:
            return (
                "The demo has accounts whose passwords everybody knows, so these settings "
                f"({settings.SETTINGS_MODULE}) do not allow it."
            )
        if missing := missing_apps():
            return f"The demo needs the apps {', '.join(missing)}, which are disabled."
        if has_content():
            return "The demo is loaded into an empty site only, and this one has content."
        return ""

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
