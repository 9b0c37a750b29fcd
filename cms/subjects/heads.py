"""What stands in the `<head>` of a person's and a topic's page: `title`, `description`, `url`,
`trail` (the breadcrumb) and `structured_data`.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.delivery.structured_data import WEBSITE, breadcrumb, document, share_image


def person_head(person: dict, site: dict) -> dict:
    what = ", ".join(filter(None, [person["title"], person["organisation"]]))
    description = f"{person['name']}: {what}." if what else person["name"]
    url, organisation = person["meta"]["html_url"], person["organisation"]
    picture = share_image(person["photo"])
    entity = {
        "@type": "Person",
        "@id": f"{url}#person",
        "url": url,
        "name": person["name"],
        "jobTitle": person["title"],
        "worksFor": {"@type": "Organization", "name": organisation} if organisation else None,
        "description": person["bio"],
        "image": picture and picture["url"],
    }
    return _head(site, url, person["name"], description, [], ("ProfilePage", entity))


def topic_head(topic: dict, site: dict) -> dict:
    description = topic_description(topic["name"])
    url = topic["meta"]["html_url"]
    above = [_link(_("Topics"), reverse("topics"))]
    entity = {"@type": "Thing", "@id": f"{url}#topic", "name": topic["name"]}
    return _head(site, url, topic["name"], description, above, ("CollectionPage", entity))


def topic_description(name: str) -> str:
    return _("News, events, networks and documents on %(topic)s.") % {"topic": name}


def topics_head(topics: dict, site: dict) -> dict:
    description = _("Find news, events, networks and documents by what they are about.")
    url = topics["meta"]["html_url"]
    return _head(site, url, _("Topics"), description, [], ("CollectionPage", None))


def _head(
    site: dict, url: str, title: str, description: str, above: list[dict], kind: tuple
) -> dict:
    trail = [_link(site["name"], "/"), *above]
    page_type, entity = kind
    page = {
        "@type": page_type,
        "@id": url,
        "url": url,
        "name": title,
        "description": description,
        "inLanguage": "da",
        "isPartOf": WEBSITE,
        "breadcrumb": {"@id": f"{url}#breadcrumb"},
        "mainEntity" if page_type == "ProfilePage" else "about": entity,
    }
    graph = [page, breadcrumb(url, [*trail, _link(title, url)])]
    return {
        "title": title,
        "description": description,
        "url": url,
        "trail": trail,
        "structured_data": document(graph, site),
    }


def _link(title: str, url: str) -> dict:
    return {"title": title, "meta": {"html_url": url}}
