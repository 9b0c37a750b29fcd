"""What a copy of a page on another day takes along, as the page's type declares."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.copies.draft_copies import copy_draft
from cms.values.dates import refuse_unfit


@dataclass(frozen=True)
class DatedCopy:
    """`shifts`: the dates that move together, of which the first says on which day the page is:
    fields, and members of a StreamField's blocks as `programme.programme_item.day`. `forgets`: the
    fields that belong to the day of the original, and begin with their defaults again.
    """

    shifts: tuple[str, ...]
    forgets: tuple[str, ...] = ()

    def told(self, model: type[Page]) -> str:
        """Return in words which fields of a type a copy begins without; "" if none."""
        if not self.forgets:
            return ""
        names = [str(model._meta.get_field(name).verbose_name) for name in self.forgets]
        told = _("These are left empty: %(names)s.")
        return told % {"names": get_text_list(names, _("and"))}

    def unknown(self, model: type[Page]) -> list[str]:
        """Return those of the names that a type does not have."""
        fields = {each.name: each for each in model._meta.get_fields()}
        found = [name for name in self.forgets if name not in fields]
        for name in self.shifts:
            field, *way = name.split(".")
            block = getattr(fields.get(field), "stream_block", None)
            for part in way:
                block = getattr(block, "child_blocks", {}).get(part)
            if field not in fields or (way and block is None):
                found.append(name)
        return found

    def day(self, page: Page) -> date:
        """Return the day, in local time, on which the page is."""
        return _day(getattr(page, self.shifts[0]))

    def moved(self, page: Page, day: date) -> Page:
        """Return the latest draft of the page as it is on another day, to be copied and not to be
        saved. Raises ValidationError where one of its dates leaves the years that are kept.
        """
        draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
        days = day - self.day(draft)
        for name in self.shifts:
            field, *way = name.split(".")
            if way:
                _shift_blocks(getattr(draft, field), *way, days)
            elif value := getattr(draft, field):
                setattr(draft, field, _shifted(value, days))
        return draft

    def copy(self, moved: Page, to: Page, user: Any, recursive: bool = False, **named: str) -> Page:
        """Save what `moved` has returned as a new draft, as `copy_draft` does."""
        return copy_draft(moved, to, user, without=self.forgets, recursive=recursive, **named)


def dated_copy(page: Page) -> DatedCopy | None:
    """Return what the page's type declares; None if its pages are on no day."""
    return getattr(page.specific_class, "dated_copy", None)


def _day(value: date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _shifted(value: date, days: timedelta) -> date:
    """Return the same time of day by the clock on the wall, also where summer begins in between."""
    moved = (timezone.localtime(value) if isinstance(value, datetime) else value) + days
    refuse_unfit(moved)
    return moved


def _shift_blocks(stream: Any, block_type: str, member: str, days: timedelta) -> None:
    for block in stream:
        if block.block_type == block_type and block.value.get(member):
            block.value[member] = _shifted(block.value[member], days)
