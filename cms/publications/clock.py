"""What happens at a moment that editors have chosen; the follower sees to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.core.management import call_command
from django.db.models import Min
from wagtail.models import DraftStateMixin, Revision

from cms.absent.types import publishable


@dataclass(frozen=True)
class Clock:
    """Things that are due at moments: when the next of them is, which may have passed, None for
    none; and what does all that are due.
    """

    next_due: Callable[[], datetime | None]
    do_due: Callable[[], object]


def next_due() -> datetime | None:
    """Return the moment at which something of Wagtail's goes live or expires next; it may have
    passed.
    """
    revisions = publishable(Revision.objects.exclude(approved_go_live_at=None))
    moments = [revisions.aggregate(due=Min("approved_go_live_at"))["due"]]
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and _has_own_expiry(model):
            live = model._default_manager.filter(live=True)
            moments.append(live.aggregate(due=Min("expire_at"))["due"])
    return min((moment for moment in moments if moment), default=None)


def _has_own_expiry(model) -> bool:
    return any(field.name == "expire_at" for field in model._meta.local_fields)


#: An app adds its own when it is ready.
clocks = [Clock(next_due, lambda: call_command("publish_scheduled", verbosity=0))]
