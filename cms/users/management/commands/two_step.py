from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from cms.encryption import Unreadable
from cms.users.models import SecondStep, User
from cms.users.two_step.resetting import reset
from cms.users.two_step.totp import BOX


class Command(BaseCommand):
    """What is done to second steps of the sign-in from the machine itself."""

    help = (
        "reset: take the second step of an account away, for who has lost the app and the recovery "
        "codes when no administrator is left to do it. "
        "rekey: store the secrets under the present SECRET_KEY, so that a former one may go."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("reset").add_argument("username")
        actions.add_parser("rekey")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, action)(**options)

    def reset(self, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account {username!r}.")
        if not reset(user):
            raise CommandError(f"The account {username!r} has no second step.")
        self.stdout.write(f"{username} signs in with the password alone.")

    def rekey(self, **options: Any) -> None:
        unreadable = []
        for step in SecondStep.objects.select_related("user").order_by("pk"):
            try:
                renewed = BOX.renewed(step.secret)
            except Unreadable:
                unreadable.append(step.user.get_username())
                continue
            # Somebody may set it up anew meanwhile.
            SecondStep.objects.filter(pk=step.pk, secret=step.secret).update(secret=renewed)
        if unreadable:
            raise CommandError(
                f"Stored under a key that is not known: {', '.join(unreadable)}.", returncode=1
            )
        self.stdout.write("All secrets are stored under the present SECRET_KEY.")
