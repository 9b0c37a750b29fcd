"""A site → JSON: what each of its pages shows besides its own content."""

from datetime import datetime

from django.apps import apps
from wagtail.models import Page, Site

from cms.kinds.urls import page_url, site_root_paths
from cms.representations.build import represent_fields
from cms.representations.moments import passed
from cms.visibility import listed, visible


def represent_site(site: Site | None) -> dict:
    """Return `{"name", "root_url", "menu", "messages", "footer", "accessibility_url"}`, its own
    URLs under `SITE_ORIGIN`; for no site what a site without settings and pages would show.

    `menu` is `[{"title", "url", "children": [{"title", "url"}]}]`: the pages marked for menus in
    the two levels below the site's root page. `messages` is `[{"text", "severity", "start", "end",
    "url"}]`: what is told now on all pages or, with a `url`, at it and below, from `start` until
    `end` if they are not null. `footer` has the other fields of the site settings.
    """
    # The core's models stand above this module, so the setting is found by name.
    site_settings = apps.get_model("cms", "SiteSettings")
    stored = site and site_settings.objects.filter(site=site).first()
    footer = represent_fields(stored or site_settings(), site and site.pk)
    accessibility_page = footer.pop("accessibility_page")
    messages = [_message(**block["value"]) for block in footer.pop("messages")]
    footer["links"] = [
        {
            "text": link["text"],
            "url": link["page"]["meta"]["html_url"] if link["page"] else link["url"],
        }
        for link in (child["value"] for child in footer["links"])
        if link["page"] or link["url"]
    ]
    name = site and (site.site_name or site.hostname)
    return {
        "name": name or footer["organisation"],
        "root_url": site.root_url if site else "",
        "menu": _menu(site) if site else [],
        "messages": _told(messages),
        "footer": footer,
        "accessibility_url": accessibility_page and accessibility_page["meta"]["html_url"],
    }


def is_told(message: dict, now: datetime) -> bool:
    """Return whether a message's period has begun and is not over."""
    start, end = _period(message)
    return (start is None or start <= now) and (end is None or now < end)


def _told(messages: list[dict]) -> list[dict]:
    """Return the messages whose period it is, by what the log says of their moments."""
    periods = [_period(message) for message in messages]
    gone = passed({instant for period in periods for instant in period if instant})
    return [
        message
        for message, (start, end) in zip(messages, periods, strict=True)
        if (start is None or start in gone) and end not in gone
    ]


def _period(message: dict) -> tuple[datetime | None, datetime | None]:
    start, end = (
        message[name] and datetime.fromisoformat(message[name]) for name in ("start", "end")
    )
    return start, end


def _message(section: dict | None = None, **message) -> dict:
    return message | {"url": section and section["meta"]["html_url"]}


def _menu(site: Site) -> list[dict]:
    levels = site.root_page.depth + 1, site.root_page.depth + 2
    pages = Page.objects.descendant_of(site.root_page).filter(show_in_menus=True, depth__in=levels)
    root_paths = site_root_paths()
    menu: dict[str, dict] = {}
    for page in listed(visible(pages)).order_by("path"):
        page._wagtail_cached_site_root_paths = root_paths  # not from a cache of this process
        entry = {"title": page.title, "url": page_url(page, site.pk)}
        if page.depth == levels[0]:
            menu[page.path] = entry | {"children": []}
        elif parent := menu.get(page.path[: -page.steplen]):
            parent["children"].append(entry)
    return list(menu.values())
