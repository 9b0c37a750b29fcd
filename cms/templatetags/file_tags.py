"""What is said of files: size, kind, and what is known of a document."""

import unicodedata

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.media.models import Document

register = template.Library()


@register.filter
def filesize_da(size: int) -> str:
    """Return a size in bytes as "850 kB" or "1,2 MB", where 1 MB is 10⁶ bytes."""
    if size < 999_500:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


@register.filter
def file_type(filename: str) -> str:
    """Return "PDF" of "rapport.pdf", "" of a name without an ending."""
    return filename.rpartition(".")[2].upper() if "." in filename else ""


@register.simple_tag
def file_facts(document: dict) -> SafeString:
    """Print what a document is, as far as it is known: "<b>PDF</b>, 1,2 MB, 24 sider, engelsk,
    opmærket til skærmlæser". That it is in Danish goes without saying. A hit of a search counts its
    pages in `page_count`.
    """
    facts: list[str] = []
    if kind := file_type(document["filename"]):
        facts.append(format_html("<b>{}</b>", kind))
    if document["size"] is not None:
        facts.append(filesize_da(document["size"]))
    if pages := document.get("page_count", document["pages"]):
        facts.append(ngettext("%(pages)s page", "%(pages)s pages", pages) % {"pages": pages})
    if document["language"] != Document.Language.DANISH:
        facts.append(str(Document.Language(document["language"]).label).lower())
    if document.get("tagged") is not None:
        tagged, untagged = _("tagged for screen readers"), _("not tagged for screen readers")
        facts.append(tagged if document["tagged"] else untagged)
    return format_html_join(", ", "{}", ((fact,) for fact in facts))


@register.filter
def own_title(document: dict) -> str:
    """Return the title that a document's file gives itself, "" unless it says something else than
    the document's title and the file's name do.
    """
    title = document.get("file_title") or ""
    known = [document["title"], document["filename"].rpartition(".")[0]]
    return "" if _letters(title) in map(_letters, known) else title


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text).casefold()))


@register.simple_tag
def lang_of(document: dict) -> SafeString:
    """Print ` lang="en"` of a document that isn't in Danish, for who listens to its title."""
    if document["language"] == Document.Language.DANISH:
        return SafeString("")
    return format_html(' lang="{}"', document["language"])
