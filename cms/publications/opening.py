"""What the log opens to who may read certain restricted pages besides what is public."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, QuerySet, TextField, Value
from django.utils.crypto import salted_hmac
from wagtail.models import Page

from cms.publications.cursors import LAST_KEY, Cursor, OtherScope, epoch
from cms.publications.models import Head, RestrictedPublication
from cms.visibility import restricted_open_to

_SALT = "cms.publications.opening"


@dataclass(frozen=True)
class Opening:
    """The restricted pages at and below a section that an account may see."""

    user: Any
    section: Page

    @cached_property
    def _groups(self) -> list[str] | None:
        """The groups by which it is let in; None: restrictions let it in whatever they say."""
        if self.user.is_superuser:
            return None
        return sorted(map(str, self.user.groups.values_list("pk", flat=True)))

    def rows(self) -> QuerySet[RestrictedPublication]:
        """Return the rows of pages that it opens now, or opened where they were: of no others is it
        told that there are any.
        """
        below = RestrictedPublication.objects.filter(path__startswith=self.section.path)
        if self._groups is None:
            return below
        groups = Value(self._groups, ArrayField(TextField()))
        lets_in = Func(
            F("room"), groups, function="publications_lets_in", output_field=BooleanField()
        )
        return below.filter(lets_in)

    def there(self) -> QuerySet[RestrictedPublication]:
        """Return those of pages that it opens, as of the last commit."""
        return self.rows().filter(is_there=True)

    def still_open(self, keys: list[int]) -> set[int]:
        """Return which of these pages it opens as of now, by all that there is to ask."""
        found = restricted_open_to(self.user, self.section).filter(pk__in=keys)
        return set(found.order_by().values_list("pk", flat=True))

    def seal(self, cursor: Cursor) -> str:
        """Return what a cursor bears that was given for this opening and no other. Where groups or
        the section change, so does the seal: what was read before has to be dropped in part, and
        nobody knows which.
        """
        opened = repr((self.section.pk, self.section.path, self._groups))
        return salted_hmac(_SALT, f"{opened} {cursor.place}", algorithm="sha256").hexdigest()[:32]

    def sealed(self, cursor: Cursor) -> Cursor:
        return replace(cursor, seal=self.seal(cursor))

    def check(self, cursor: Cursor) -> None:
        """Raise `OtherScope` unless the cursor was given for this opening."""
        if cursor.seal != self.seal(cursor):
            raise OtherScope(str(cursor))

    def now(self) -> Cursor:
        """Return the cursor from which only what comes from now on is read."""
        head = Head.objects.values_list("sequence", "keyed_sequence").first() or (0, 0)
        return self.sealed(Cursor(epoch(), max(head), LAST_KEY, max(head)))
