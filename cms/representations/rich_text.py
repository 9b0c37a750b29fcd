"""Rich text → finished HTML. Links and embeds show only what the public may see."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model
from wagtail.api.rich_text import APIRichText
from wagtail.models import Page
from wagtail.rich_text import expand_db_html, features
from wagtail.rich_text.rewriters import FIND_A_TAG, FIND_EMBED_TAG, extract_attrs

from cms.kinds.nodes import Reference
from cms.kinds.urls import page_url
from cms.representations.clean_html import clean_html
from cms.visibility import visible

_LINK = re.compile(r"<a\s([^>]*)>(.*?)</a>", re.DOTALL)
_EMBED = re.compile(r"<embed\s([^>]*)/?>(?:</embed>)?")
_loaded: ContextVar[dict[Reference, Model | None]] = ContextVar("loaded")
_site_id: ContextVar[int | None] = ContextVar("site_id", default=None)
_format: ContextVar[str] = ContextVar("rich_text_format", default=APIRichText.FORMAT_HTML)


@contextmanager
def resolving(loaded: dict[Reference, Model | None], site_id: int | None) -> Iterator[None]:
    """Within it, rich text takes what it refers to from `loaded` instead of the database."""
    tokens = _loaded.set(loaded), _site_id.set(site_id)
    try:
        yield
    finally:
        _loaded.reset(tokens[0])
        _site_id.reset(tokens[1])


@contextmanager
def in_format(name: str) -> Iterator[None]:
    """Within it, rich text is written in another of API v2's formats than finished HTML."""
    token = _format.set(name)
    try:
        yield
    finally:
        _format.reset(token)


def expand(source: str) -> str:
    """Return finished, clean HTML. The text of a link to something hidden stays, without the
    link.
    """
    if _format.get() != APIRichText.FORMAT_HTML:
        return APIRichText.serialize(_without_hidden(source), format=_format.get())
    return clean_html(expand_db_html(source))


def references(source: str) -> Iterator[Reference]:
    """Yield what rich text in the database's form links to or embeds."""
    links = map(extract_attrs, FIND_A_TAG.findall(source))
    embeds = map(extract_attrs, FIND_EMBED_TAG.findall(source))
    yield from _references(links, "linktype", features.get_link_types())
    yield from _references(embeds, "embedtype", features.get_embed_types())


def current_site_id() -> int | None:
    """Return the site as seen from which the rich text at hand is written."""
    return _site_id.get()


def find(model: type[Model], attributes: dict) -> Model | None:
    """Return the visible object that a link's or embed's `id` names, or None."""
    reference = _reference(model, attributes)
    if reference is None:
        return None
    try:
        return _loaded.get()[reference]
    except LookupError:
        # Outside a build: rich text that a third party's block or view renders on its own.
        return visible(reference.model._default_manager.filter(pk=reference.pk)).first()


def _without_hidden(source: str) -> str:
    """Return rich text in the database's form, without what links to or embeds something hidden."""

    def shown(attributes: dict, type_attribute: str, handlers: dict) -> bool:
        found = _references([attributes], type_attribute, handlers)
        return all(_has_address(find(each.model, {"id": str(each.pk)})) for each in found)

    def link(match: re.Match) -> str:
        attributes = extract_attrs(match[1])
        return match[0] if shown(attributes, "linktype", features.get_link_types()) else match[2]

    def embed(match: re.Match) -> str:
        attributes = extract_attrs(match[1])
        return match[0] if shown(attributes, "embedtype", features.get_embed_types()) else ""

    return _EMBED.sub(embed, _LINK.sub(link, source))


def _has_address(instance: Model | None) -> bool:
    """Return whether a link would lead anywhere: to something visible, and a page on a site."""
    if isinstance(instance, Page):
        return page_url(instance, current_site_id()) is not None
    return instance is not None


def _references(tags, type_attribute: str, handlers: dict) -> Iterator[Reference]:
    for attributes in tags:
        handler = handlers.get(attributes.get(type_attribute))
        # Embeds from elsewhere have no id, and their handler no model.
        known = handler and "id" in attributes
        if known and (reference := _reference(handler.get_model(), attributes)):
            yield reference


def _reference(model: type[Model], attributes: dict) -> Reference | None:
    key = attributes.get("id", "")
    return Reference.to(model, key) if key.isascii() and key.isdigit() else None
