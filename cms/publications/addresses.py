"""What stands at an address: the site, what the log holds of it, and the page that may be seen
there, read in one statement.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page, Site, get_page_models

from cms.publications.fingerprint import fingerprint
from cms.publications.rows import Row
from cms.publications.sites import fill_site
from cms.visibility import visible

# Sites as `Site.find_for_request()` ranks them: host and port, then the default site of that host,
# then the only site of that host, then the default site.
_STATEMENT = """
WITH site AS (
    SELECT site.*, root.url_path AS root_path
    FROM (
        SELECT *, count(*) OVER (PARTITION BY hostname) = 1 AS is_only
        FROM wagtailcore_site WHERE hostname = %(host)s OR is_default_site
    ) AS site
    JOIN wagtailcore_page root ON root.id = site.root_page_id
    WHERE (site.hostname = %(host)s AND (site.port = %(port)s OR site.is_only))
        OR site.is_default_site
    ORDER BY site.hostname = %(host)s AND site.port = %(port)s DESC,
        site.hostname = %(host)s DESC
    LIMIT 1
)
SELECT site.id, site.hostname, site.port, site.site_name, site.root_page_id, site.is_default_site,
    stored.representation, {is_ahead} AS is_ahead,
    page.id, page.path, page.content_type_id, page.last_published_at,
    publication.sequence, publication.builds, publication.fingerprint,
    publication.representation, publication.error
FROM site
LEFT JOIN publications_head head ON true
LEFT JOIN publications_siterepresentation stored ON stored.site_id = site.id
    AND stored.version = head.version AND stored.fingerprint = %(fingerprint)s
LEFT JOIN ({visible_pages}) AS page (id, path, url_path, content_type_id, last_published_at)
    ON page.url_path = site.root_path || %(path)s
    -- A page below the roots of several sites belongs to one of them, as in get_url_parts().
    AND site.id = (
        SELECT owner.id FROM wagtailcore_site owner
        JOIN wagtailcore_page root ON root.id = owner.root_page_id
        WHERE page.url_path ^@ root.url_path
        ORDER BY root.url_path DESC, owner.is_default_site DESC, owner.hostname
        LIMIT 1
    )
LEFT JOIN publications_publication publication ON publication.page_id = page.id
"""
_COLUMNS = ("pk", "path", "url_path", "content_type_id", "last_published_at")


@dataclass(frozen=True)
class Address:
    """A site and, if the address is that of a visible page of it, the page."""

    site: Site
    #: JSON as it is stored; None: a commit came since it was built.
    site_text: str | None
    is_ahead: bool
    page: Row | None
    #: Of the page: its place in the tree, its type, and when it was last published.
    path: str | None
    content_type_id: int | None
    last_published_at: datetime | None

    @property
    def model(self) -> type[Page]:
        """The page's type; installed, since the page is visible."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()

    def site_representation(self) -> str:
        """JSON with the site's own URLs under `SITE_ORIGIN`."""
        if self.site_text is None or self.is_ahead:
            return fill_site(self.site.pk, is_ahead=self.is_ahead)
        return self.site_text


def find(host: str, port: str, path: str | None = None) -> Address | None:
    """What is at `path` ("a/b/", without a slash in front) on the site that answers to this host
    and port; without a path only the site. None if there is no such site.
    """
    parameters = {"host": host, "port": int(port), "path": path, "fingerprint": fingerprint()}
    types = ContentType.objects.get_for_models(*get_page_models()).values()
    keys = tuple(each.pk for each in types)
    with connection.cursor() as cursor:
        cursor.execute(_statement(keys, connection.in_atomic_block), parameters)
        row = cursor.fetchone()
    if row is None:
        return None
    (*site, site_text, is_ahead, key, tree_path, content_type_id, published,
     sequence, builds, built_by, text, error) = row  # fmt: skip
    names = ("pk", "hostname", "port", "site_name", "root_page_id", "is_default_site")
    page = Row(key, sequence, builds, built_by, text, "", error, is_ahead) if key else None
    site = Site(**dict(zip(names, site, strict=True)))
    return Address(site, site_text, is_ahead, page, tree_path, content_type_id, published)


# Making SQL of a queryset takes longer than running it.
@cache
def _statement(content_types: tuple[int, ...], in_transaction: bool) -> str:
    """The statement, which depends on the installed types, by their keys."""
    query = visible(Page.objects.order_by()).values(*_COLUMNS).query
    statement, parameters = query.sql_with_params()
    visible_pages = psycopg.ClientCursor(connection.connection).mogrify(statement, parameters)
    # Marks are seen by the transaction that wrote them, and by no other.
    is_ahead = "EXISTS (SELECT FROM publications_mark)" if in_transaction else "false"
    return _STATEMENT.format(is_ahead=is_ahead, visible_pages=visible_pages.replace("%", "%%"))
