"""What search engines read of a page: schema.org's terms as JSON-LD 1.1, made from what the page
shows.

The page itself is a `WebPage`, part of the site and under its breadcrumb. What it is about is its
`mainEntity`, of the type that `schema_org_type` names; a type whose name ends in "Page" is said of
the page itself.
"""

import re
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page

_ROOT_RELATIVE = re.compile(r"/(?!/)\S*")
#: The site: a reference to the node that `document` adds.
WEBSITE = {"@id": "/#website"}
#: Who publishes the site, likewise.
ORGANISATION = {"@id": "/#organization"}
#: Pixels across below which networks show a picture as a stamp beside the text.
SMALLEST = 600


def page_data(model: type[Page], page: dict, site: dict) -> dict:
    """Return the JSON-LD document of a page: `page` and `site` are what its template gets."""
    meta, url = page["meta"], page["meta"]["html_url"]
    described = _of_page(page)
    is_page = model.schema_org_type.endswith("Page")
    node = {
        "@type": model.schema_org_type if is_page else "WebPage",
        "@id": url,
        "url": url,
        **described,
        "inLanguage": "da",
        "datePublished": meta["first_published_at"],
        "dateModified": meta["last_published_at"],
        "isPartOf": WEBSITE,
        "publisher": ORGANISATION,
        "about": [{"@type": "Thing", "name": topic["name"]} for topic in page.get("topics") or []],
        "breadcrumb": {"@id": f"{url}#breadcrumb"} if meta["breadcrumb"] else None,
        "mainEntity": None if is_page else {"@id": f"{url}#content"},
    }
    graph = [node]
    if is_page:
        node |= model.schema_org(page)
    else:
        entity = {"@type": model.schema_org_type, "@id": f"{url}#content", "url": url}
        graph.append(entity | described | model.schema_org(page))
    if meta["breadcrumb"]:
        graph.append(breadcrumb(url, [*meta["breadcrumb"], page]))
    return document(graph, site)


def document(graph: list[dict], site: dict) -> dict:
    """Return a JSON-LD document of these nodes, and of the site and who is behind it. Members
    without a value are left out, and root-relative URLs put under the site's root.
    """
    nodes = [*graph, *_of_site(site)]
    return {"@context": "https://schema.org", "@graph": _finished(nodes, site["root_url"])}


def breadcrumb(url: str, trail: list[dict]) -> dict:
    """Return the way to a page: links to pages, the page itself last."""
    return {
        "@type": "BreadcrumbList",
        "@id": f"{url}#breadcrumb",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": link["title"],
                "item": link["meta"]["html_url"],
            }
            for position, link in enumerate(trail, start=1)
        ],
    }


def share_image(image: dict | None) -> dict | None:
    """Return the rendition of an image that networks show with a link, unless it is too small to
    be.
    """
    [spec] = settings.RENDITION_SPECS["share"]
    renditions = image["renditions"] if image else []
    return next((r for r in renditions if r["spec"] == spec and r["width"] >= SMALLEST), None)


def _of_page(page: dict) -> dict:
    """Return what stands in any page, in terms that everything may have."""
    picture = share_image(page.get("image"))
    return {
        "name": page["title"],
        "description": page["meta"]["search_description"] or page.get("lede"),
        "image": picture and picture["url"],
    }


def _of_site(site: dict) -> list[dict]:
    footer = site["footer"]
    website = {
        "@type": "WebSite",
        **WEBSITE,
        "url": "/",
        "name": site["name"],
        "inLanguage": "da",
        "publisher": ORGANISATION,
    }
    if search := _search_url():
        website["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        }
    organisation = {
        "@type": "Organization",
        **ORGANISATION,
        "url": "/",
        "name": footer["organisation"] or site["name"],
        "logo": static("cms/favicon.svg"),
        "address": " ".join((footer["address"] or "").split()),
        "telephone": footer["phone"],
        "email": footer["mail"],
    }
    return [website, organisation]


def _search_url() -> str | None:
    try:
        return reverse("search")
    except NoReverseMatch:  # the search app is not installed
        return None


def _finished(value: Any, root_url: str) -> Any:
    if isinstance(value, dict):
        finished = {name: _finished(member, root_url) for name, member in value.items()}
        return {name: member for name, member in finished.items() if member not in (None, "", [])}
    if isinstance(value, list):
        return [_finished(item, root_url) for item in value]
    if isinstance(value, str) and value.startswith("/") and _ROOT_RELATIVE.fullmatch(value):
        return root_url + value
    return value
