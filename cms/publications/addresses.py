"""What stands at an address: the site, what the log holds of it, and the page that may be seen
there, read in one statement.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page, Site

from cms.publications.cache_tags import note_site
from cms.publications.fingerprint import fingerprint
from cms.publications.rows import Row, is_ahead
from cms.publications.sites import fill_site

_STATEMENT = "SELECT {is_ahead} AS is_ahead, * FROM publications_address(%s, %s::integer, %s, %s)"


@dataclass(frozen=True)
class Address:
    """A site and, if the address is that of a visible page of it, the page."""

    site: Site
    #: JSON as it is stored; None: a commit came since it was built.
    site_text: str | None
    is_ahead: bool
    page: Row | None
    #: Of the page: its place in the tree, its type, and when it was last published.
    path: str | None = None
    type_id: int | None = None
    last_published_at: datetime | None = None

    @property
    def model(self) -> type[Page] | None:
        """The page's type, if it is installed."""
        return ContentType.objects.get_for_id(self.type_id).model_class()

    def site_representation(self) -> str:
        """Return JSON with the site's own URLs under `SITE_ORIGIN`."""
        note_site(self.site.pk)
        if self.site_text is None or self.is_ahead:
            return fill_site(self.site.pk, is_ahead=self.is_ahead)
        return self.site_text


def find(host: str, port: str, path: str | None = None) -> Address | None:
    """Return what is at `path` ("a/b/", without a slash in front) on the site that answers to this
    host and port; without a path only the site. None if there is no such site.
    """
    statement = _STATEMENT.format(is_ahead=is_ahead())
    with connection.prepared_cursor() as cursor:
        cursor.execute(statement, [host, int(port), path, fingerprint()])
        row = cursor.fetchone()
    if row is None:
        return None
    ahead, key, site_host, site_port, name, root_page, is_default, site_text, *of_page = row
    site = Site(key, site_host, site_port, name, root_page, is_default)
    page_id, path, type_id, published, sequence, builds, built_by, text, error = of_page
    if page_id is None:
        return Address(site, site_text, ahead, None)
    page = Row(page_id, sequence, builds, built_by, text, "", error, ahead)
    return Address(site, site_text, ahead, page, path, type_id, published)
