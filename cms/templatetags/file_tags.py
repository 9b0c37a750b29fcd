"""What is said of files: size, kind, and what is known of a document."""

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
    opmærket til skærmlæser". That it is in Danish goes without saying.
    """
    facts: list[str] = []
    if kind := file_type(document["filename"]):
        facts.append(format_html("<b>{}</b>", kind))
    if document["size"] is not None:
        facts.append(filesize_da(document["size"]))
    if pages := document["pages"]:
        facts.append(ngettext("%(pages)s page", "%(pages)s pages", pages) % {"pages": pages})
    if document["language"] != Document.Language.DANISH:
        facts.append(str(Document.Language(document["language"]).label).lower())
    if document.get("tagged") is not None:
        tagged, untagged = _("tagged for screen readers"), _("not tagged for screen readers")
        facts.append(tagged if document["tagged"] else untagged)
    return format_html_join(", ", "{}", ((fact,) for fact in facts))
