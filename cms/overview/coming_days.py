"""What the coming days bring on the pages that an account may edit: what is published and taken
down by the clock, and what takes place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Count
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Revision

from cms.danish.dates import period_text, time_text
from cms.editing.seen import edited_pages
from cms.lists import PeriodFilter
from cms.models import ContentPage
from cms.periods import has_days, midnight, on_days
from cms.plugins import content_types
from cms.releases.models import Release, State

#: How many days are told of, today among them.
DAYS = 30


@dataclass(frozen=True)
class Happening:
    """What happens to a page, or at what it tells of, on a day."""

    day: date
    #: "10.00"; nothing for what takes the whole day.
    time: str
    what: str
    title: str
    url: str
    told: str = ""


def dated_types() -> list[tuple[type[ContentPage], PeriodFilter]]:
    """Return the types whose pages take place, with what says when."""
    return [
        (model, each)
        for model in content_types()
        for each in model.filters
        if isinstance(each, PeriodFilter)
    ]


def happenings(user: Any, first: date) -> list[Happening]:
    """Return what happens from a day on, in its order."""
    found = [*_by_the_clock(user, first), *_taking_place(user, first)]
    if user.has_perm("releases.view_release"):
        found += _released(first)
    return sorted(found, key=lambda each: (each.day, each.time.zfill(5), each.title))


def _by_the_clock(user: Any, first: date) -> Iterator[Happening]:
    until = midnight(first + timedelta(days=DAYS))
    pages = edited_pages(user).order_by()
    replaced: dict[int, datetime] = {}
    keys = pages.annotate(key=Cast("pk", CharField())).values("key")
    scheduled = Revision.page_revisions.filter(approved_go_live_at__lt=until, object_id__in=keys)
    for key, at, title, expires in scheduled.values_list(
        "object_id", "approved_go_live_at", "content__title", "content__expire_at"
    ):
        replaced[int(key)] = at
        yield _at(at, first, _("Goes out"), title, int(key))
        expires_at = parse_datetime(expires) if expires else None
        if expires_at and expires_at < until:
            yield _at(expires_at, first, _("Is taken down"), title, int(key))
    expiring = pages.filter(live=True, expire_at__lt=until)
    for key, at, title in expiring.values_list("pk", "expire_at", "draft_title"):
        # What goes out before says anew when the page is taken down.
        if key not in replaced or at < replaced[key]:
            yield _at(at, first, _("Is taken down"), title, key)


def _released(first: date) -> Iterator[Happening]:
    until = midnight(first + timedelta(days=DAYS))
    coming = Release.objects.filter(state=State.APPROVED, goes_at__lt=until)
    for release in coming.annotate(pages=Count("items")):
        local = localtime(release.goes_at)
        yield Happening(
            max(local.date(), first),
            time_text(local),
            capfirst(Release._meta.verbose_name),
            release.name,
            reverse("releases:inspect", args=[release.pk]),
            ngettext("%(count)d page", "%(count)d pages", release.pages) % {"count": release.pages},
        )


def _at(at: datetime, first: date, what: str, title: str, key: int) -> Happening:
    local = localtime(at)
    url = reverse("wagtailadmin_pages:edit", args=[key])
    return Happening(max(local.date(), first), time_text(local), what, title, url)


def _taking_place(user: Any, first: date) -> Iterator[Happening]:
    pages = edited_pages(user).order_by().values("pk")
    last = first + timedelta(days=DAYS - 1)
    for model, period in dated_types():
        is_on = on_days(model, first, last, period.begins, period.ends)
        names = ["pk", "draft_title", "live", period.begins, period.ends]
        names += ["all_day"] if has_days(model) else []
        for key, title, is_live, start, end, *days in model.objects.filter(
            is_on, pk__in=pages
        ).values_list(*names):
            begins, all_day = localtime(start), any(days)
            day = localdate(start)
            told = period_text(begins, localtime(end), all_day)
            yield Happening(
                max(day, first),
                "" if all_day or day < first else time_text(begins),
                str(capfirst(model._meta.verbose_name)),
                title,
                reverse("wagtailadmin_pages:edit", args=[key]),
                told if is_live else _("%(period)s. Not published.") % {"period": told},
            )
