"""What has changed since a cache was last told: the tags that it drops, and for a cache that knows
no tags, the addresses.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site, get_page_models

from cms.kinds.urls import site_root_paths
from cms.plugins import content_types
from cms.postgres.sql_files import read_sql
from cms.publications.cache_tags import ANY, tags_of_change
from cms.publications.cursors import LAST_KEY, Cursor
from cms.publications.fingerprint import fingerprint
from cms.publications.items import Addresses
from cms.publications.models import Head, SiteRepresentation
from cms.publications.sites import fill_site

#: How many pages a cache is told of at once.
MOST = 500
#: The key of `sites_now` under which stands where the sites are.
PLACES = "places"

_CHANGED = read_sql(__file__, "changed")


class _Row(NamedTuple):
    page_id: int
    sequence: int
    content_sequence: int
    type_id: int
    url_path: str


@dataclass(frozen=True)
class Changed:
    """What changed up to a cursor, but for the sites."""

    cursor: Cursor
    version: int
    #: Whether that is all there is of this version.
    is_all: bool
    tags: list[str]
    _pages: dict[int, str]

    def addresses(self) -> list[str]:
        """Return where the pages are and where they were, what lies above them, which lists them,
        all of it in each of its forms, and the details of the API. Other lists of the API, and
        lists that are narrowed, can't be named.
        """
        forms = ["", *(f"?format={name}" for name in ("json", "markdown", *_feeds()))]
        found = dict.fromkeys(
            f"{address}{form}" for address in _addresses(self._pages) for form in forms
        )
        return [*found, *_details(self._pages)]


def changed_since(cursor: Cursor, version: int) -> Changed | None:
    """Return what has changed since a cache was told all up to this cursor, when the head had this
    version; None for nothing.
    """
    with connection.cursor() as database:
        after = {"sequence": cursor.sequence, "page_id": cursor.page_id, "most": MOST + 1}
        database.execute(_CHANGED, after)
        found = database.fetchall()
    if not found or found[0][0] == version:
        return None
    now, head = found[0][:2]
    rows = [_Row(*values[2:]) for values in found if values[2] is not None]
    if len(rows) > MOST:
        # The rest is told next; only then has all been told of this version.
        del rows[MOST:]
        end = replace(cursor, sequence=rows[-1].sequence, page_id=rows[-1].page_id)
        return Changed(end, version, False, _tags(cursor, rows), _paths(rows))
    end = Cursor(cursor.epoch, head, LAST_KEY, head)
    return Changed(end, now, True, [ANY, *_tags(cursor, rows)], _paths(rows))


def sites_now() -> dict[str, str]:
    """Return a digest of what all pages of each site show, by the site's key; and of where the
    sites are.
    """
    sites = {each.pk: each for each in Site.objects.select_related("root_page").order_by("pk")}
    current = SiteRepresentation.objects.filter(
        version__in=Head.objects.values("version"), fingerprint=fingerprint()
    )
    stored = dict(current.values_list("site_id", "representation"))
    texts = {str(key): stored.get(key) or fill_site(key, is_ahead=False) for key in sites}
    places = [
        (key, each.hostname, each.port, each.is_default_site, each.root_page.path)
        for key, each in sites.items()
    ]
    texts[PLACES] = str(places)
    return {key: hashlib.sha256(text.encode()).hexdigest() for key, text in texts.items()}


def tags_of_sites(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the tags of what changed between what `sites_now` told twice."""
    found = []
    if before.get(PLACES) != after.get(PLACES):
        # Other pages are listed, though none of them has changed itself.
        for model in [Page, *get_page_models()]:
            found += [f"list-{model._meta.label_lower}", f"type-{model._meta.label_lower}"]
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return [*found, *(f"site-{key}" for key in sorted(changed - {PLACES}))]


def _tags(cursor: Cursor, rows: Iterable[_Row]) -> list[str]:
    found: dict[str, None] = {}
    for row in rows:
        # An echo may have come since the page itself changed.
        is_own = (row.content_sequence, row.page_id) > (cursor.sequence, cursor.page_id)
        found |= dict.fromkeys(tags_of_change(row.page_id, _label(row.type_id), is_own))
    return [*found]


def _label(type_id: int) -> str:
    found = ContentType.objects.filter(pk=type_id).first()
    return f"{found.app_label}.{found.model}" if found else Page._meta.label


def _paths(rows: Iterable[_Row]) -> dict[int, str]:
    return {row.page_id: row.url_path for row in rows}


def _addresses(paths: dict[int, str]) -> Iterator[str]:
    addresses, named = Addresses.of(None), Redirect.objects.filter(redirect_page__in=[*paths])
    above = dict.fromkeys(each for path in paths.values() for each in _with_what_is_above(path))
    yield from (address for path in above if (address := addresses.of_page(path)))
    roots = {each.site_id: each.root_url for each in site_root_paths()}
    for old_path, site in named.values_list("old_path", "site_id"):
        for key, root_url in roots.items():
            if site in (None, key):
                yield f"{root_url}{old_path}/"


def _with_what_is_above(url_path: str) -> Iterator[str]:
    parts = url_path.strip("/").split("/")
    for end in range(len(parts), 0, -1):
        yield f"/{'/'.join(parts[:end])}/"


def _details(keys: Iterable[int]) -> list[str]:
    roots = dict.fromkeys(each.root_url for each in site_root_paths())
    return [
        f"{root}{reverse('wagtailapi:pages:detail', args=[key])}" for key in keys for root in roots
    ]


def _feeds() -> dict[str, None]:
    return dict.fromkeys(feed.name for model in content_types() for feed in model.feeds)
