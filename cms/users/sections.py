"""The parts of the site that are for members, and what is new there."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

#: So much that is new is read at a time, and so much of it named for each section.
MOST_READ, MOST_NAMED = 200, 5


@dataclass(frozen=True)
class News:
    """A page that was published since the visit before; `is_new` for the first time."""

    title: str
    url: str
    day: date
    is_new: bool


@dataclass
class Section:
    """A page that is for members, with all below it that is no section of its own."""

    title: str
    url: str
    news: list[News] = field(default_factory=list)

    @property
    def named(self) -> list[News]:
        return self.news[:MOST_NAMED]

    @property
    def unnamed_count(self) -> int:
        return len(self.news) - len(self.named)


def sections(request: HttpRequest, opened: QuerySet[Page], since: datetime | None) -> list[Section]:
    """Return the sections among the pages that are `opened` to who is asking, as they stand in the
    tree, with what was published there after `since`, the last first. Two queries.
    """
    roots = opened.filter(view_restrictions__isnull=False).distinct().order_by("path")
    found = {root.path: Section(root.title, root.get_url(request) or "") for root in roots}
    if since is not None:
        published = opened.filter(last_published_at__gt=since).order_by("-last_published_at", "-pk")
        for page in published[:MOST_READ]:
            above = [path for path in found if page.path.startswith(path)]
            url = page.get_url(request)
            if above and url:
                is_new = page.first_published_at is not None and page.first_published_at > since
                news = News(page.title, url, timezone.localdate(page.last_published_at), is_new)
                found[max(above, key=len)].news.append(news)
    return [section for section in found.values() if section.url]
