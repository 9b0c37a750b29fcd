"""Which addresses of other sites live pages link to, as it is stored when their checklists are."""

import logging
from typing import Any
from urllib.parse import urlsplit

from wagtail.models import Site

from cms.links.found import Link, links_of
from cms.links.models import Address, AddressOnPage
from cms.links.own_addresses import own_address, own_sites
from cms.links.urls_outside import outside_form
from cms.postgres.stops import why_stopped

logger = logging.getLogger(__name__)


def links_outside(pages: list[Any]) -> dict[int, list[tuple[str, Link]]]:
    """Return the links of the pages that are live to addresses of other sites, with the addresses:
    those that the pages tell their readers.
    """
    sites = own_sites()
    return {page.pk: _of(page, sites) if page.live else [] for page in pages}


def _of(page: Any, sites: list[Site]) -> list[tuple[str, Link]]:
    try:
        told = [(outside_form(each.address), each) for each in links_of(page) if each.is_told]
    except Exception as error:
        if why_stopped(error):
            raise
        logger.exception("The links of page %d can't be read", page.pk)
        return []
    return [(url, link) for url, link in told if url and own_address(url, sites) is None]


def store(found: dict[int, list[tuple[str, Link]]]) -> None:
    """Store which links those pages have now, in the transaction that stores their checklists."""
    urls = sorted({url for links in found.values() for url, _link in links})
    Address.objects.bulk_create(
        [Address(url=url, host=urlsplit(url).hostname) for url in urls], ignore_conflicts=True
    )
    keys = dict(Address.objects.filter(url__in=urls).values_list("url", "pk"))
    AddressOnPage.objects.filter(page__in=found).delete()
    AddressOnPage.objects.bulk_create(
        AddressOnPage(page_id=page, address_id=keys[url], name=link.name, path=link.path)
        for page, links in found.items()
        for url, link in links
    )
