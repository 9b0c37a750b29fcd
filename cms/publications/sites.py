"""What the log holds of sites: built by the first who asks after a commit that the public could
notice, and read with the page that shows it.
"""

from django.db import connection
from wagtail.models import Site

from cms.postgres.stops import kept_if_possible
from cms.publications.building import snapshot
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Head, SiteRepresentation
from cms.publications.rows import current_version
from cms.representations.encoding import to_json
from cms.representations.site import represent_site


def build_site(key: int) -> tuple[int, str]:
    """The site with this key as of one moment, as JSON, and the head's version at that moment."""
    with snapshot():
        # First: what a commit changes while an open transaction reads then counts as newer.
        version = current_version() or 0
        site = Site.objects.select_related("root_page").filter(pk=key).first()
        return version, to_json(represent_site(site)).decode()


def fill_site(key: int, *, is_ahead: bool) -> str:
    """Build the site with this key and store it, unless the open transaction `is_ahead`."""
    version, text = build_site(key)
    if not is_ahead:
        with kept_if_possible(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO publications_siterepresentation AS stored "
                "(site_id, version, fingerprint, representation) "
                "SELECT %s, %s, fingerprint, %s FROM publications_head WHERE fingerprint = %s "
                "ON CONFLICT (site_id) DO UPDATE SET version = excluded.version, "
                "fingerprint = excluded.fingerprint, representation = excluded.representation "
                "WHERE stored.version < excluded.version "
                "OR stored.fingerprint <> excluded.fingerprint",
                [key, version, text, fingerprint()],
            )
    return text


def outdated_sites() -> list[str]:
    """What is wrong with the stored sites: those that count as current and differ from a build."""
    found = []
    with snapshot():
        current = SiteRepresentation.objects.filter(
            version__in=Head.objects.values("version"), fingerprint=fingerprint()
        )
        for stored in current.order_by("pk"):
            _version, text = build_site(stored.pk)
            if text != stored.representation:
                found.append(f"Site {stored.pk}: its representation differs from a new build")
    return found
