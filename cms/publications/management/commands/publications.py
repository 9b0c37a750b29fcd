import os
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from cms.absent.left_behind import absent_types, described
from cms.publications.backlog import failed, tell_of_all_restricted, unbuilt
from cms.publications.fingerprint import fingerprint
from cms.publications.follower import Follower, is_followed
from cms.publications.installation import install, missing_triggers
from cms.publications.models import Head, Publication
from cms.publications.rebuilding import build_in_processes, processes_for
from cms.publications.running_code import processes_with_other_code
from cms.publications.sites import outdated_sites, site_faults
from cms.publications.tombstones import KEPT_FOR, forget_address, remove_tombstones
from cms.publications.verification import keys_to_verify, verify


class Command(BaseCommand):
    """Follow the log of publications, rebuild it, compare it with the pages, or describe it."""

    help = (
        "follow: build what changes, and publish what is due, until stopped. "
        "rebuild: build what is outdated, or everything with --all; may be interrupted and run "
        "again. verify: compare every row with a new build; exit status 1 if one differs. "
        "forget: remove what is left of pages that were hidden more than two years ago, or where "
        "one of them was. status: describe the log; exit status 1 if something needs attention."
    )
    # A process of the site is started again and again; what is checked is checked at each release.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("follow")
        rebuild = actions.add_parser("rebuild")
        rebuild.add_argument("--all", action="store_true", help="build also what is up to date")
        rebuild.add_argument(
            "--processes",
            type=positive,
            default=os.cpu_count() or 1,
            help="processes that build, each with a database connection; default: one a core",
        )
        actions.add_parser("verify")
        forget = actions.add_parser("forget")
        forget.add_argument(
            "--address-of",
            type=int,
            metavar="ID",
            help="forget only where this page was, which is public no more",
        )
        actions.add_parser("status")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, action)(**options)

    def follow(self, **options: Any) -> None:
        install()  # takes over from the code that ran the site before
        follower = Follower()
        follower.stop_on_signals()
        follower.run()

    def rebuild(self, **options: Any) -> None:
        install()
        if options["all"]:
            # Not emptied: what is there is shown until it is replaced.
            Publication.objects.update(fingerprint="")
            tell_of_all_restricted()
        wanted: int = options["processes"]
        processes = processes_for(wanted)
        if processes < wanted and not connection.in_atomic_block:
            self.stdout.write(
                f"PostgreSQL has connections to spare for {processes} of {wanted} processes."
            )
        total, done, started = unbuilt().count(), 0, time.monotonic()
        try:
            for count in build_in_processes(processes):
                if done == 0 and total > count:
                    seconds = (time.monotonic() - started) * (total - count) / count / processes
                    self._expect(total, count, processes, seconds)
                done += count
                self._progress(done, max(done, total))
        except BrokenProcessPool:
            raise CommandError(
                f"A process that built was killed after {done} of {total} pages; memory may be "
                "short. Run it again, with fewer --processes: what is built stays.",
                returncode=1,
            ) from None
        left, errors = unbuilt().count(), failed().count()
        self.stdout.write(f"{done} pages built, {errors} of all with errors, {left} left to build.")
        if errors or left:
            sys.exit(1)

    def verify(self, **options: Any) -> None:
        keys, done, found = keys_to_verify(), 0, 0
        for count, differences in verify(keys):
            done, found = done + count, found + len(differences)
            for difference in differences:
                self.stderr.write(str(difference))
            self._progress(done, len(keys))
        for difference in outdated_sites():
            found += 1
            self.stderr.write(difference)
        if found:
            raise CommandError(
                f"{found} differences in {done} pages and their sites.", returncode=1
            )
        self.stdout.write(f"{done} pages compared, no differences.")

    def forget(self, address_of: int | None, **options: Any) -> None:
        if address_of is None:
            self.stdout.write(f"{remove_tombstones(timezone.now() - KEPT_FOR)} pages forgotten.")
        elif not forget_address(address_of):
            raise CommandError(
                f"{address_of} is no page that was public once and is no more.", returncode=1
            )

    def status(self, **options: Any) -> None:
        head = Head.objects.filter(pk=1).first()
        missing, waiting, errors = missing_triggers(), unbuilt().count(), failed().count()
        public = Publication.objects.filter(was_public=True).count()
        followed, of_sites = is_followed(), site_faults()
        self.stdout.write(f"Sequence:      {head.sequence if head else 'none'}")
        self.stdout.write(f"Public pages:  {public}, no longer public: {self._tombstones()}")
        self.stdout.write(f"To be built:   {waiting}")
        self.stdout.write(f"With errors:   {errors + len(of_sites)}")
        for publication in failed().order_by("failed_at")[:20]:
            self.stdout.write(f"    page {publication.page_id}: {publication.error}")
        for fault in of_sites:
            self.stdout.write(f"    {fault}")
        self.stdout.write(f"Follower:      {'running' if followed else 'not running'}")
        others = processes_with_other_code(head.fingerprint) if head else []
        is_current = head is None or head.fingerprint == fingerprint()
        if others and is_current:
            self.stdout.write(f"Other code:    {', '.join(others)}: restart it")
        elif not is_current:
            self.stdout.write(
                "Other code:    the log was last taken over by other code than this command's: "
                "run migrate and publications rebuild, then restart all processes"
            )
        else:
            self.stdout.write("Code:          all connected processes run the log's")
        for name, count in absent_types().items():
            self.stdout.write(f"Not shown:     {described(name, count)}, whose plugin is absent")
        if missing:
            self.stdout.write(f"Not watched:   {', '.join(sorted(missing))} (run migrate)")
        has_other_code = bool(others) or not is_current
        if missing or errors or of_sites or not followed or head is None or has_other_code:
            sys.exit(1)

    def _tombstones(self) -> int:
        return Publication.objects.filter(was_public=False).count()

    def _expect(self, total: int, measured: int, processes: int, seconds: float) -> None:
        by = "1 process" if processes == 1 else f"{processes} processes"
        unit, length = ("minutes", 60) if seconds > 120 else ("seconds", 1)
        self.stdout.write(
            f"{total} pages, built by {by}: about {max(1, round(seconds / length))} {unit}, "
            f"measured on the first {measured}."
        )

    def _progress(self, done: int, total: int) -> None:
        if self.stdout.isatty():
            width = 40 * done // max(total, 1)
            self.stdout.write(f"\r[{'#' * width}{'.' * (40 - width)}] {done} of {total}", ending="")
            if done >= total:
                self.stdout.write("")


def positive(text: str) -> int:
    """Return a number of processes. Raises `ArgumentTypeError` for what is none."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)
