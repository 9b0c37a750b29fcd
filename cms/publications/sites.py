"""What the log holds of sites: built by the first who asks after a commit that the public could
notice, and read with the page that shows it.
"""

import logging

from django.db import connection, transaction
from wagtail.models import Site

from cms.postgres.sql_files import read_sql
from cms.postgres.stops import kept_if_possible
from cms.publications.building import snapshot
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Head, Moment, SiteRepresentation
from cms.publications.moments import remember
from cms.publications.rows import current_version
from cms.representations import Fault, tolerating
from cms.representations.encoding import to_json
from cms.representations.site import represent_site
from cms.representations.trace import collecting

logger = logging.getLogger(__name__)

_STORE = read_sql(__file__, "store_site")


def build_site(key: int) -> tuple[int, str, set[str]]:
    """Return the site with this key as of one moment, as JSON, after the head's version at that
    moment; and the keys of the moments of the clock that it depends on. What of it can't be built
    is left out and logged: every page shows the rest.
    """
    with snapshot(), collecting() as loaded:
        # First: what a commit changes while an open transaction reads then counts as newer.
        version = current_version() or 0
        representation, faults = _build(key)
    for fault in faults:
        logger.error("Site %d is built without %s", key, fault, exc_info=fault.error)
    moments = {each.pk for each in loaded if each.model is Moment}
    return version, to_json(representation).decode(), moments


def site_faults() -> list[str]:
    """Return what of the sites can't be built, each with its reason."""
    with snapshot():
        keys = Site.objects.order_by("pk").values_list("pk", flat=True)
        return [f"site {key}: {fault}" for key in keys for fault in _build(key)[1]]


def _build(key: int) -> tuple[dict, list[Fault]]:
    site = Site.objects.select_related("root_page").filter(pk=key).first()
    try:
        with transaction.atomic():
            return represent_site(site), []
    except Exception:
        with tolerating() as faults:
            return represent_site(site), faults


def fill_site(key: int, *, is_ahead: bool) -> str:
    """Build the site with this key and store it, unless the open transaction `is_ahead`."""
    version, text, moments = build_site(key)
    if not is_ahead:
        with kept_if_possible(), connection.cursor() as cursor:
            if remember(moments):  # by the clock; from now on, the rows say what has passed
                version, text, moments = build_site(key)
            stored = {"site_id": key, "version": version, "representation": text}
            cursor.execute(_STORE, stored | {"fingerprint": fingerprint()})
    return text


def outdated_sites() -> list[str]:
    """Return what is wrong with the stored sites: those that count as current and differ from a
    build.
    """
    found = []
    with snapshot():
        current = SiteRepresentation.objects.filter(
            version__in=Head.objects.values("version"), fingerprint=fingerprint()
        )
        for stored in current.order_by("pk"):
            _version, text, _moments = build_site(stored.pk)
            if text != stored.representation:
                found.append(f"Site {stored.pk}: its representation differs from a new build")
    return found
