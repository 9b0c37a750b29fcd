import os
import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command, get_commands
from django.db import connection

from cms.running.preparation import prepare
from cms.running.supervisor import commands, supervise
from cms.running.surroundings import claimed, ensure_port_is_free


class Command(BaseCommand):
    """Prepare database and files, then run the processes of the site."""

    help = (
        "Prepare everything and run the whole site until Ctrl-C; or run one of its processes, "
        "for a supervisor such as systemd, without preparing anything."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        processes = sorted(commands(settings.HOST, settings.PORT))
        parser.add_argument("process", nargs="?", choices=processes, help="only this process")

    def handle(self, *args: Any, **options: Any) -> None:
        # A shell starts what it runs in the background (`&`) with SIGINT ignored, and whoever is
        # started inherits that: neither this nor any of the site's processes would ever stop.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if options["process"]:
            command = commands(settings.HOST, settings.PORT)[options["process"]]
            os.execv(command[0], command)
        data_folder = Path(settings.DATA_DIR)
        with claimed(data_folder):
            ensure_port_is_free(settings.HOST, settings.PORT, "PORT")
            ensure_port_is_free(settings.HOST, settings.EVENTS_PORT, "EVENTS_PORT")
            prepare(self.say)
            self.say("Starting " + ", ".join(commands(settings.HOST, settings.PORT)))
            status = supervise(settings.HOST, settings.PORT, data_folder, self.announce)
        sys.exit(status)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def announce(self) -> None:
        host = "localhost" if settings.HOST in ("127.0.0.1", "0.0.0.0", "::") else settings.HOST
        site = f"http://{host}:{settings.PORT}"
        lines = ["", f"The site runs:  {site}/", f"Admin:          {site}/admin/"]
        lines += [f"JSON:           {site}/api/v2/"]
        self.say("\n".join(lines))
        if "load_demo" in get_commands():
            call_command("load_demo", if_empty=True, stdout=self.stdout)  # tells its accounts
            connection.close()
        self.say("Stop it with Ctrl-C.\n")
