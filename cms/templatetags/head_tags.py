"""What stands in a page's `<head>`: JSON-LD, the picture of a shared link, stylesheets."""

import json

from django import template
from django.apps import apps
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.delivery import html
from cms.delivery import structured_data as data
from cms.site.static_files import linked_stylesheets

register = template.Library()

# Inside <script> only these can end it or open a comment (HTML, 4.12.1.3).
_ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&"}


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """Print what the page says in schema.org's terms, as a block of data: see
    `cms.delivery.structured_data`.
    """
    page = context["page"]
    if not page["meta"]["html_url"]:  # a draft that no site leads to yet
        return mark_safe("")
    model = apps.get_model(page["meta"]["type"])
    return json_ld(data.page_data(model, page, context["site"]))


@register.simple_tag
def json_ld(document: dict) -> SafeString:
    """Print a JSON-LD document as a block of data, which no browser runs."""
    text = json.dumps(document, ensure_ascii=False)
    for character, escape in _ESCAPES.items():  # many times as fast as str.translate()
        text = text.replace(character, escape)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag
def share_image(image: dict | None) -> dict:
    """Return `{"url", "width", "height", "alt"}` of the picture that networks show with a link: the
    page's, or the one that is drawn for the site.
    """
    if rendition := data.share_image(image):
        return rendition | {"alt": image["alt"]}
    return {"url": static("cms/share.png"), "width": 1200, "height": 630, "alt": ""}


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str | None:
    """Return the root-relative or foreign address under which the page is to be known: see
    `cms.delivery.html.canonical_url`.
    """
    return html.canonical_url(context["page"], context.get("items"))


@register.simple_tag
def stylesheets() -> SafeString:
    """Link the stylesheets of every page: the core's and those of the content apps."""
    links = ((url,) for url in linked_stylesheets())
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', links)
