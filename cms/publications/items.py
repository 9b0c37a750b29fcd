"""Changes of the log as other systems are told of them, in every way in which they follow it."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from cms.publications.changes import Change
from cms.publications.removals import Removed
from cms.representations import SITE_ORIGIN, site_root_paths

UPSERT, DELETE = "upsert", "delete"
#: What programs are told of a page that was taken down or deleted.
REMOVED = "This page was public, and has been removed."


@dataclass(frozen=True)
class Addresses:
    """Where the pages of each site are: (site, the `url_path` of its root, what its URLs begin
    with), in the order in which they are tried.
    """

    roots: list[tuple[int, str, str]]

    @classmethod
    def of(cls, site_id: int | None, only: bool = False) -> "Addresses":
        """Return those of all sites. What begins with `SITE_ORIGIN` is of the site with this id;
        with `only`, pages of others have no address.
        """
        found = []
        for each in site_root_paths():
            is_own = each.site_id == site_id
            root_url = SITE_ORIGIN if is_own else "" if only else each.root_url
            found.append((each.site_id, each.root_path, root_url))
        return cls(found)

    def of_page(self, url_path: str) -> str | None:
        """Return the address of a page with this `url_path`; None if no site leads to it."""
        for _site, root_path, root_url in self.roots:
            if url_path and url_path.startswith(root_path):
                try:
                    path = reverse("wagtail_serve", args=(url_path[len(root_path) :],))
                except NoReverseMatch:  # as `Page.get_url_parts()` has it: nothing leads there
                    return None
                return f"{root_url}{path}" if root_url else None
        return None


def thin(change: Change, addresses: Addresses) -> dict[str, Any]:
    """Return what is told of a change, but for the page itself: `html_url` is where the page is, or
    was last public; `sequence` and `at` are those of the commit, in local time; `digest` is null
    where nothing is to be kept, or the page can't be built now. A `delete` has a `reason`, and of
    what an editor has taken down the `note` and where `replaced_by` is, if there are such.
    """
    told = {
        "change": UPSERT if change.is_kept else DELETE,
        "id": change.page_id,
        "type": change.type,
        "html_url": addresses.of_page(change.url_path),
        "sequence": change.sequence,
        "content_sequence": change.content_sequence,
        "digest": change.digest,
        "at": timezone.localtime(change.at).isoformat(),
    }
    if change.reason is None:
        return told
    removed = said_of(change.removed, addresses) if change.removed else {}
    return {**told, "reason": str(change.reason), **removed}


def said_of(removed: Removed, addresses: Addresses | None = None) -> dict[str, str]:
    """Return what is told of a page that is gone: `note` and `replaced_by`, as far as known.
    Without `addresses`, `replaced_by` has the root URL of the page's site.
    """
    place = None
    if removed.replaced_by:
        place = (addresses or Addresses.of(None)).of_page(removed.replaced_by)
    told = {"note": removed.note, "replaced_by": place or ""}
    return {name: text for name, text in told.items() if text}
