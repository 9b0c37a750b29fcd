import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from cms.caches.purging import purging
from cms.encryption import Unreadable
from cms.integrations import signing
from cms.integrations.delivering import Deliverer, is_delivered
from cms.integrations.models import State, Subscription, forget_attempts


class Command(BaseCommand):
    """Deliver what changes to the webhooks, and tell the caches; describe the webhooks, or tidy up
    after them.
    """

    help = (
        "deliver: post what changes to the webhooks, and tell caches, until stopped. "
        "status: describe them; exit status 1 if something needs attention. "
        "tidy: delete what was noted of attempts more than 30 days ago. "
        "rekey: store the secrets under the present SECRET_KEY, so that a former one may go."
    )
    # A process of the site is started again and again; what is checked is checked at each release.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for name in ("deliver", "status", "tidy", "rekey"):
            actions.add_parser(name)

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, action)()

    def deliver(self) -> None:
        deliverer = Deliverer()
        deliverer.stop_on_signals()
        with purging():
            deliverer.run()

    def status(self) -> None:
        delivered, found = is_delivered(), list(Subscription.objects.order_by("pk"))
        outgoing = "on" if settings.OUTGOING else "off: nothing is sent"
        self.stdout.write(f"Outgoing:    {outgoing}")
        self.stdout.write(f"Process:     {'running' if delivered else 'not running'}")
        troubled = False
        for each in found:
            if each.is_of_another_site:
                told = "switched on in another database"
            elif each.failures:
                told = f"{each.state}, {each.failures} failures, next attempt {each.due_at:%F %T}"
            else:
                told = each.state
            troubled |= each.state not in (State.ACTIVE, State.PAUSED) or each.failures > 0
            self.stdout.write(f"{each.pk:>9}    {each.name}: {told}")
        if troubled or (found and settings.OUTGOING and not delivered):
            sys.exit(1)

    def tidy(self) -> None:
        self.stdout.write(f"{forget_attempts(timezone.now())} attempts deleted.")

    def rekey(self) -> None:
        unreadable = []
        for each in Subscription.objects.order_by("pk"):
            for name in ("secret", "former_secret"):
                stored = getattr(each, name)
                try:
                    renewed = signing.renewed(stored) if stored else ""
                except Unreadable:
                    unreadable.append(each.name)
                    continue
                # Somebody may give it another secret meanwhile.
                Subscription.objects.filter(pk=each.pk, **{name: stored}).update(**{name: renewed})
        if unreadable:
            raise CommandError(
                f"Stored under a key that is not known: {', '.join(dict.fromkeys(unreadable))}.",
                returncode=1,
            )
        self.stdout.write("All secrets are stored under the present SECRET_KEY.")
