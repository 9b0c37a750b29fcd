"""Checks of where a page's links lead."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from cms.checklist.findings import Check, Finding, Severity
from cms.danish.dates import date_text
from cms.links.found import links_of
from cms.links.models import Address
from cms.links.objects import RESTRICTED, State, documents, is_public_place, pages
from cms.links.own_addresses import addresses
from cms.links.urls_outside import outside_form


class LinksLead(Check):
    """What the page refers to on the site is there, and its readers may see it. What will be there
    once it is published is advice: two new pages may link to each other.
    """

    code = "links_lead"
    severity = Severity.ERROR

    def find(self, page: Any) -> Iterator[Finding]:
        links = list(links_of(page))
        states = {**pages(links, page), **documents(links), **addresses(links, page)}
        if not RESTRICTED.isdisjoint(states.values()) and not is_public_place(page):
            # Who may read the one may read the other, as far as anybody knows.
            states = {link: each for link, each in states.items() if each not in RESTRICTED}
        for link in links:
            if link in states:
                message = _told(states[link]) % {"link": link.name}
                found = self.found(message, link.path)
                is_coming = states[link] is State.PAGE_NOT_YET_PUBLISHED
                yield found.as_advice() if is_coming else found
        for path in _gone(page):
            yield self.found(_("It refers to something that has been deleted."), path)


class ExternalLinks(Check):
    """What the page links to on other sites answered when it was asked, see `cms.links.due`."""

    code = "external_links"

    def find(self, page: Any) -> Iterator[Finding]:
        links = [(each, outside_form(each.address)) for each in links_of(page)]
        urls = {url for _link, url in links if url}
        dead = Address.objects.filter(Address.dead(), url__in=urls) if urls else []
        since = {each.url: each.failing_since for each in dead}
        for link, url in links:
            if url in since:
                message = _(
                    "“%(link)s” leads to an address that has not worked since %(date)s. Correct "
                    "the address, or remove the link."
                )
                date = date_text(localtime(since[url]))
                yield self.found(message % {"link": link.name, "date": date}, link.path)


def _told(state: State) -> str:
    return {
        State.PAGE_GONE: _(
            "“%(link)s” leads to a page that has been deleted. Choose another one, or remove the "
            "link."
        ),
        State.PAGE_IN_TRASH: _(
            "“%(link)s” leads to a page in the trash. Have it put back, choose another one, or "
            "remove the link."
        ),
        State.PAGE_TAKEN_DOWN: _(
            "“%(link)s” leads to a page that has been unpublished. Have it published, choose "
            "another one, or remove the link."
        ),
        State.PAGE_NOT_YET_PUBLISHED: _(
            "“%(link)s” leads to a page that isn't published yet. Visitors see no link until it is."
        ),
        State.PAGE_RESTRICTED: _(
            "“%(link)s” leads to a page that not everybody may see. Choose another one, or remove "
            "the link."
        ),
        State.DOCUMENT_GONE: _(
            "“%(link)s” leads to a document that has been deleted. Choose another one, or remove "
            "the link."
        ),
        State.DOCUMENT_RESTRICTED: _(
            "“%(link)s” leads to a document that not everybody may see. Choose another one, or "
            "have it moved to a collection that is open to all."
        ),
        State.NOTHING_AT_ADDRESS: _(
            "“%(link)s” leads to an address of this site where there is nothing for visitors. "
            "Correct the address, or choose the page instead."
        ),
    }[state]


def _gone(page: Any) -> Iterator[str]:
    """Yield the ways to what refers to other things than pages and documents that are gone, such as
    an image or a person. A field by itself is emptied when what it refers to is deleted.
    """
    references = [
        (type_, key, path)
        for type_, key, _model_path, path in ReferenceIndex._extract_references_from_object(page)
        if "." in path
    ]
    for type_ in sorted({each for each, _key, _path in references}):
        model = ContentType.objects.get_for_id(type_).model_class()
        if model is None or issubclass(model, Page | AbstractDocument):
            continue
        keys = {key for each, key, _path in references if each == type_}
        found = model._default_manager.filter(pk__in=keys).values_list("pk", flat=True)
        there = set(map(str, found))
        yield from (path for each, key, path in references if each == type_ and key not in there)
