"""Template tags and filters of the core; built in, so that no template has to load them.

They are given representations (plain dicts and lists), never models, and never query.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urljoin

from django import template
from django.apps import apps
from django.conf import settings
from django.http import QueryDict
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from wagtail.coreutils import camelcase_to_underscore

from cms.danish import dates
from cms.delivery.leaving_out import written
from cms.delivery.rendered import rendered_part
from cms.kinds.labels import labels_at
from cms.kinds.texts import is_rendered
from cms.lists.form import Field, ListLink
from cms.templatetags.edit_tags import marked

register = template.Library()

_BEFORE_A_NUMBER = re.compile(r"(\bkl\.|\bnr\.|§) (?=\d)")

_ANY_CARD = "cms/cards/page.html"

register.filter("danish_date", dates.date_text)
register.filter("danish_time", dates.time_text)


@register.simple_tag
def html(value: str | None) -> SafeString:
    """Print finished rich text. The only way to print HTML: representations hold it cleaned.

    What a number belongs to stays with it on its line: "kl. 10", "nr. 3", "§ 4". Of an optional
    text that is None, nothing is printed.
    """
    # The build made it; nothing else is given to this tag.
    text = value or ""
    # Most texts have none of these, which is told in a fraction of the time.
    if any(each in text for each in ("kl. ", "nr. ", "§ ")):
        text = _BEFORE_A_NUMBER.sub("\\1\N{NO-BREAK SPACE}", text)
    return mark_safe(text)


@register.simple_tag(takes_context=True)
def blocks(context: Context, stream: list[dict]) -> SafeString:
    """Render each block by its type's template, which gets `value`, `block_id` and
    `heading_level`.

    The template is `<app>/blocks/<type>.html` of the page's app, else `cms/blocks/<type>.html`;
    a block that came with its own rendering, `{"value", "html"}`, is printed as it is.
    """
    rendered = []
    below_heading = False
    for block in stream:
        value = block["value"]
        if block["type"] == "heading":
            # Whatever the editor chose: a subheading with no heading above it skips a level,
            # which leaves a hole in a screen reader's outline (WCAG 1.3.1).
            level = 3 if value["level"] == "h3" and below_heading else 2
            below_heading = True
        else:
            level = 3 if below_heading else 2
        rendered.append(marked(context, block["id"], _render_block(context, block, level)))
    return mark_safe("".join(rendered))  # rendered by autoescaping templates


def _render_block(context: Context, block: dict, level: int) -> str:
    page_type = (context.get("page") or {}).get("meta", {}).get("type", "cms")
    names = [f"{page_type.split('.')[0]}/blocks/{block['type']}.html"]
    names.append(f"cms/blocks/{block['type']}.html")
    value = block["value"]
    if is_rendered(value):  # whatever its name: our templates serve our blocks only
        return html(value["html"])
    block_template = _select_template(context, *names)
    # A level is text: it is only printed, and Django formats numbers for the reader's language.
    with context.push(value=value, block_id=block["id"], heading_level=str(level)):
        return block_template.render(context)


def _select_template(context: Context, *names: str) -> template.Template:
    """Return the first of these templates that exists."""
    engine = context.template.engine
    # Someone who works on templates may add one that was missing.
    return engine.select_template(names) if engine.debug else _found_template(engine, names)


# A template that is missing takes as long to find out as a small one to render.
@cache
def _found_template(engine: template.Engine, names: tuple[str, ...]) -> template.Template:
    return engine.select_template(names)


@register.simple_tag(takes_context=True)
def card(context: Context, item: dict, level: int = 3) -> SafeString:
    """Render a card or a page reference by its type's card template, its title an `<h{level}>`.
    The template gets `item`, `heading_level` and `now`, and nothing else, so that the same card is
    rendered once, whichever pages and lists show it.

    One that can't be rendered is left out: the list that it stands in has others.
    """

    def render(item: dict) -> SafeString:
        names = [_card_template(item["meta"]["type"]), _ANY_CARD]
        return _part(context, names, {"item": item, "heading_level": str(level)})

    return format_html_join("", "{}", ([each] for each in written([item], render)))


@register.simple_tag(takes_context=True)
def part(context: Context, name: str, **given: Any) -> SafeString:
    """Render a template that gets what is given and `now`, and nothing else. In the place of
    `include` for what stands on many pages: the same is rendered once.
    """
    return _part(context, [name], given)


def _part(context: Context, names: list[str], given: dict[str, Any]) -> SafeString:
    template = _select_template(context, *names)
    return mark_safe(rendered_part(template, names, given, context.get("now")))


@register.simple_tag(takes_context=True)
def found_page(context: Context, item: dict) -> SafeString:
    """Render a card with where a search matches, and the documents of it that match. One that can't
    be rendered is left out, as by `card`.
    """
    return _item(context, item, lambda item: ["cms/components/found_page.html"], level=2)


@register.simple_tag(takes_context=True)
def hit_facts(context: Context, item: dict) -> SafeString:
    """Render what a search tells of a page besides its title and where it matches: by the type's
    own template if it has one, else its type and date.
    """
    own = _template_of(item["meta"]["type"], "hits")
    return _item(context, item, lambda item: [own, "cms/components/hit_facts.html"], level=2)


def _item(
    context: Context, item: dict, names: Callable[[dict], list[str]], level: int
) -> SafeString:
    """Return the item by the first of its templates, or nothing if that fails."""

    def render(item: dict) -> SafeString:
        with context.push(item=item, heading_level=str(level)):
            return _select_template(context, *names(item)).render(context)

    return format_html_join("", "{}", ([each] for each in written([item], render)))


@cache
def _card_template(page_type: str) -> str:
    app_label, model_name = page_type.split(".")
    model = apps.get_model(app_label, model_name)
    return getattr(model, "card_template", None) or _template_of(page_type, "cards")


def _template_of(page_type: str, folder: str) -> str:
    app_label, model_name = page_type.split(".")
    return f"{app_label}/{folder}/{camelcase_to_underscore(model_name)}.html"


@register.simple_tag
def picture(image: dict | None, name: str, sizes: str = "100vw", loading: str = "lazy") -> str:
    """Return the `<img>` of an image in the renditions of `settings.RENDITION_SPECS[name]`.

    `sizes` is HTML's: the width that the picture takes of the window. Empty without an image, and
    while its renditions are still being made.
    """
    specs = settings.RENDITION_SPECS[name]
    found = [r for r in (image["renditions"] if image else []) if r["spec"] in specs]
    if not found:
        return ""
    found.sort(key=lambda rendition: rendition["width"])
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"'
        ' loading="{}" decoding="async">',
        found[0]["url"],
        ", ".join(f"{rendition['url']} {rendition['width']}w" for rendition in found),
        sizes,
        found[-1]["width"],
        found[-1]["height"],
        "" if image["decorative"] else image["alt"],
        loading,
    )


@register.simple_tag(takes_context=True)
def section_title(context: Context, url: str) -> str:
    """Return the title of the menu's section that a page with this URL belongs to, or ""."""
    menu = context["site"]["menu"] if "site" in context else []  # no site in a block's preview
    return next((item["title"] for item in menu if is_within(url, item["url"])), "")


@register.simple_tag(takes_context=True)
def menu_link(context: Context, item: dict) -> SafeString:
    """Print the link of a menu's item, and whether the page that is shown is there or below."""
    path, url = context["request"].path, item["url"]
    current = ""
    if path == url:
        current = format_html(' aria-current="{}"', "page")
    elif is_within(path, url):
        current = format_html(' aria-current="{}"', "true")
    return format_html('<a href="{}"{}>{}</a>', url, current, item["title"])


@register.filter
def is_within(path: str, url: str) -> bool:
    """Return whether a path is that of the page at `url` or of one below it. Below the front page
    is everything, so there only the page itself counts.
    """
    return path == url if url == "/" else path.startswith(url)


@register.filter
def site_url(url: str, root_url: str) -> str:
    """Return the absolute form of a root-relative URL; one that is absolute stays."""
    if url.startswith("/") and not url.startswith("//"):
        return root_url + url
    return urljoin(f"{root_url}/", url)


@register.filter
def has_calendar(feeds: list[dict]) -> bool:
    """Return whether one of a page's feeds is for calendars."""
    return any(feed["type"] == "text/calendar" for feed in feeds)


@register.filter
def webcal_url(url: str) -> str:
    """Return the address at which a program subscribes to a calendar and does not just fetch it."""
    return re.sub("^https?:", "webcal:", url)


@register.filter
def has_choice(query: QueryDict, filters: list[Field]) -> bool:
    """Return whether a query string chooses anything of a list's filters."""
    return any(any(query.getlist(each.name)) for each in filters)


@register.filter
def presets_of(filters: list[Field]) -> list[ListLink]:
    """Return what is often chosen of a list's filters."""
    return [choice for each in filters for choice in each.presets]


@register.filter
def has_more(filters: list[Field]) -> bool:
    """Return whether there are filters that a small screen does not show at once."""
    return any(each.is_shown and not each.is_first for each in filters)


@register.filter
def label(value: str, place: str) -> str:
    """Return what a choice is called, with a capital. `place` is that of the field, such as
    "events.EventPage.kind", or within a stream "events.EventPage.speakers.speaker.role". A value
    that is no choice any more stands for itself.
    """
    return capfirst(str(labels_at(place).get(value, value)))


@register.filter
def type_name(label: str) -> str:
    """Return what a content type is called, such as "Nyhed" of "news.NewsPage"."""
    return capfirst(str(apps.get_model(label)._meta.verbose_name))


@register.filter
def dated(item: dict) -> str:
    """Return what dates a card, by its type's `facet_date`; "" where the card does not show it."""
    return item.get(getattr(apps.get_model(item["meta"]["type"]), "facet_date", "")) or ""
