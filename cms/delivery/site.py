"""The site's own representation: what every page shows besides its content."""

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.representations import represent_fields, with_origin
from cms.representations.urls import page_url
from cms.visibility import visible


def site_representation(request: HttpRequest) -> dict:
    """`{"name", "root_url", "menu", "footer", "accessibility_url"}` of the request's site, with
    root-relative URLs.

    `menu` is `[{"title", "url", "children": [{"title", "url"}]}]`: the pages marked for menus in
    the two levels below the site's root page. `footer` has the fields of the site settings.
    """
    site = Site.find_for_request(request)
    # The core's models stand above this module, so the setting is found by name.
    site_settings = apps.get_model("cms", "SiteSettings")
    stored = site_settings.for_site(site) if site else site_settings()
    footer = represent_fields(stored, site and site.pk)
    accessibility_page = footer.pop("accessibility_page")
    footer["links"] = [
        {
            "text": link["text"],
            "url": link["page"]["meta"]["html_url"] if link["page"] else link["url"],
        }
        for link in (child["value"] for child in footer["links"])
        if link["page"] or link["url"]
    ]
    name = site and (site.site_name or site.hostname)
    representation = {
        "name": name or footer["organisation"],
        "root_url": site.root_url if site else f"{request.scheme}://{request.get_host()}",
        "menu": _menu(site) if site else [],
        "footer": footer,
        "accessibility_url": accessibility_page and accessibility_page["meta"]["html_url"],
    }
    return with_origin(representation, "")


def _menu(site: Site) -> list[dict]:
    levels = site.root_page.depth + 1, site.root_page.depth + 2
    pages = Page.objects.descendant_of(site.root_page).filter(show_in_menus=True, depth__in=levels)
    menu: dict[str, dict] = {}
    for page in visible(pages).order_by("path"):
        entry = {"title": page.title, "url": page_url(page, site.pk)}
        if page.depth == levels[0]:
            menu[page.path] = entry | {"children": []}
        elif parent := menu.get(page.path[: -page.steplen]):
            parent["children"].append(entry)
    return list(menu.values())
