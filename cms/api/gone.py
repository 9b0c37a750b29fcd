"""Pages that the API doesn't have: of what was public once, it says why."""

from django.http import Http404, HttpRequest
from wagtail.models import Site

from cms.publications.items import REMOVED, said_of
from cms.publications.removals import removed_page

#: The highest key that a page can have.
MAX_KEY = 2**31 - 1
#: API v2's own words.
_NOT_THERE = "No Page matches the given query."


class RemovedPage(Http404):
    """A page that was taken down or deleted. `members` say why, see `said_of`."""

    def __init__(self, members: dict[str, str]) -> None:
        self.members = members
        super().__init__(REMOVED)


def not_there(request: HttpRequest, page_id: int) -> Http404:
    """Return what to raise where the page with this key is not to be seen on the site asked."""
    site = Site.find_for_request(request)
    removed = site and removed_page(min(int(page_id), MAX_KEY), site.root_page.url_path)
    if removed is None:
        return Http404(_NOT_THERE)
    return RemovedPage(said_of(removed))
