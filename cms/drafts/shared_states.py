"""The state that a link opens: the page as visitors would find it, were the state published."""

import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.danish.dates import date_text, time_text
from cms.drafts.models import DraftLink
from cms.drafts.sharing import working_links
from cms.drafts.tokens import key_of, token_of
from cms.kinds.values import plain
from cms.media.models import Document
from cms.publications.building import build_each
from cms.publications.reading import Unbuildable
from cms.representations import SITE_ORIGIN
from cms.representations.encoding import to_json


class NoLink(Exception):
    """A token that the site hasn't signed."""


class Ended(Exception):
    """A link that opens nothing any more. Why is nobody's business who has but the link."""


@dataclass(frozen=True)
class State:
    """What a link opens: the page as it was, its representation, whose URLs of the site stand under
    `SITE_ORIGIN`, and the keys of the documents that it shows.
    """

    link: DraftLink
    page: Page
    representation: dict
    documents: frozenset[int]

    @property
    def notice(self) -> dict[str, Any]:
        """Who shared the draft, and until when it can be read, for people."""
        until = timezone.localtime(self.link.expires_at)
        return {
            "shared_by": self.link.sharer,
            "day": date_text(until.date()),
            "time": time_text(until),
        }


def state_of(token: str) -> State:
    """Return what the link with this token opens. Raises `NoLink`, `Ended` and `Unbuildable`."""
    key = key_of(token)
    if key is None:
        raise NoLink
    found = DraftLink.objects.select_related("page", "revision", "created_by").filter(pk=key)
    link = found.first()
    if link is None or not working_links(link.page).filter(pk=key).exists():
        raise Ended
    page = link.page.specific.with_content_json(link.revision.content)
    [built] = build_each([page])
    if built.representation is None:
        raise Unbuildable(page.pk)
    documents = frozenset(
        reference.pk
        for reference, is_shown in built.representation.dependencies.items()
        if is_shown and reference.model is Document
    )
    told = built.representation.page
    told = told | {"meta": told["meta"] | {"draft": _told_of(link)}}
    return State(link, page, _with_files(told, documents, token_of(key)), documents)


def _told_of(link: DraftLink) -> dict:
    return {
        "shared_by": link.sharer,
        "shared_at": plain(link.created_at),
        "expires_at": plain(link.expires_at),
    }


def _with_files(representation: dict, documents: frozenset[int], token: str) -> dict:
    """Return the representation, with the addresses under which the link opens its documents: their
    own are closed until something public shows them.
    """
    text = to_json(representation).decode()
    draft = reverse("cms_draft", args=[token])
    for key in documents:
        closed = reverse("wagtaildocs_serve", args=[key, "-"]).removesuffix("-")
        opened = f"{draft.removesuffix('/')}{closed}"
        # What a block writes itself has it without the site.
        for before in (SITE_ORIGIN, '"'):
            text = text.replace(f"{before}{closed}", f"{before}{opened}")
    return json.loads(text)
