import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from cms.personal_data import kept_erasures, replaying
from cms.personal_data.exporting import export
from cms.personal_data.subject import Subject, find
from cms.users.audit.keeping import record
from cms.users.models import AuditEntry

WHO = {
    "account": "user name or key of an account",
    "person": "slug or key of an entry among the persons",
    "mail": "mail address: of an account, of a person, and in texts",
    "name": "name, or another spelling of it, to be looked for in texts",
}


class Command(BaseCommand):
    """Tell what the site knows of a person, erase it, and erase it again after a restore."""

    help = (
        "export: write all that is known of one person as JSON. "
        "erase: erase it, and tell row by row what is deleted, changed, and left to an editor. "
        "replay: erase again what a restored backup knows, by the site's list or those named. "
        "tidy: the same by the site's list; and forget erasures older than any backup, and failed "
        "sign-ins that count no more."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for name in ("export", "erase"):
            action = actions.add_parser(name)
            for who, text in WHO.items():
                action.add_argument(f"--{who}", action="append", default=[], help=text)
            if name == "erase":
                action.add_argument("--dry-run", action="store_true", help="only tell")
                action.add_argument("--no-input", action="store_true", help="ask nothing")
        actions.add_parser("replay").add_argument("files", nargs="*", type=Path)
        actions.add_parser("tidy")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, action)(**options)

    def export(self, **options: Any) -> None:
        found = export(_subject(options))
        record(AuditEntry.Kind.EXPORT, "personal_data export")
        self.stdout.write(json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))

    def erase(self, dry_run: bool, no_input: bool, **options: Any) -> None:
        subject = _subject(options)
        if dry_run:
            self._tell(replaying.would_erase(subject))
            self.stdout.write("Nothing is changed.")
            return
        if not no_input:
            who = ", ".join(map(str, subject.objects)) or "these names in texts"
            try:
                answer = input(f"Erase {who}? It can't be taken back. [yes/no] ")
            except EOFError:
                raise CommandError(
                    "Nobody answers, so nothing is erased: --no-input asks nothing."
                ) from None
            if answer != "yes":
                raise CommandError("Nothing is erased.")
        self._tell(replaying.erase_and_keep(subject))

    def replay(self, files: list[Path], **options: Any) -> None:
        entries = {each.id: each for each in kept_erasures.read()}
        for path in files:
            if not path.exists():
                raise CommandError(f"There is no {path}.")
            entries |= {each.id: each for each in kept_erasures.read(path)}
        number = 0
        for entry, told in replaying.replay(list(entries.values())):
            number += 1
            self.stdout.write(f"Erased on {entry.moment:%F}, and again now:")
            self._tell(told)
        self.stdout.write(f"{number} of {len(entries)} erasures were not known here.")

    def tidy(self, **options: Any) -> None:
        self.replay([])
        now = timezone.now()
        old = AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME)
        self.stdout.write(f"{replaying.forget(now)} erasures are forgotten.")
        self.stdout.write(f"{old.delete()[0]} failed sign-ins are deleted.")

    def _tell(self, told: list[replaying.Told]) -> None:
        for each in told:
            self.stdout.write(str(each))
        left = sum(each.what == "left" for each in told)
        self.stdout.write(f"{len(told) - left} erased, {left} left to an editor.")


def _subject(options: dict[str, Any]) -> Subject:
    return find(
        accounts=options["account"],
        persons=options["person"],
        mails=options["mail"],
        names=options["name"],
    )
