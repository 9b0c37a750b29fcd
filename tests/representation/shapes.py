"""How each kind of object stands in the JSON of a page that refers to it, written out by hand from
the contract in docs, not by the code under test.
"""

from typing import Any

from wagtail.models import Page

from cms.media.models import Document, Image
from cms.models import Person, Term, Topic

ROOT = "http://localhost"
SPECS = [
    ("fill-400x225|format-webp", 400, 225),
    ("fill-800x450|format-webp", 800, 450),
    ("width-640|format-webp", 640, 480),
    ("width-1280|format-webp", 1280, 960),
    ("fill-160x160|format-webp", 160, 160),
    ("fill-320x320|format-webp", 320, 320),
    ("fill-1200x630|format-jpeg", 1200, 630),
]


def image_json(image: Image) -> dict[str, Any]:
    """An image of 1600 × 1200 pixels; only the random folders of its files are looked up."""
    urls = {made.filter_spec: made.url for made in image.renditions.all()}
    return {
        "id": image.pk,
        "meta": {"type": "media.Image", "detail_url": f"{ROOT}/api/v2/images/{image.pk}/"},
        "title": image.title,
        "alt": image.description,
        "decorative": False,
        "credit": image.credit,
        "width": 1600,
        "height": 1200,
        "renditions": [
            {"spec": spec, "url": f"{ROOT}{urls[spec]}", "width": width, "height": height}
            for spec, width, height in SPECS
        ],
    }


def document_json(document: Document, **values: Any) -> dict[str, Any]:
    url = f"{ROOT}/filer/{document.pk}/{document.filename}"
    return {
        "id": document.pk,
        "meta": {
            "type": "media.Document",
            "detail_url": f"{ROOT}/api/v2/documents/{document.pk}/",
            "download_url": url,
        },
        "title": document.title,
        "filename": document.filename,
        "content_type": "application/pdf",
        "size": document.file_size,
        "pages": 1,
        "tagged": None,
        "file_title": None,
        "language": "da",
        "thumbnail": None,
        **values,
    }


def link_json(page: Page, type_name: str, path: str, root: str = ROOT) -> dict[str, Any]:
    """A parent, a source, an element of a breadcrumb."""
    return {
        "id": page.pk,
        "meta": {
            "type": type_name,
            "detail_url": f"{ROOT}/api/v2/pages/{page.pk}/",
            "html_url": f"{root}{path}",
        },
        "title": page.title,
    }


def page_json(page: Page, type_name: str, path: str, root: str = ROOT, **values: Any) -> dict:
    """A page that another one refers to."""
    return link_json(page, type_name, path, root) | {"lede": page.lede} | values


def person_json(person: Person, photo: dict | None = None, **values: Any) -> dict[str, Any]:
    return {
        "id": person.pk,
        "meta": {
            "type": "cms.Person",
            "detail_url": f"{ROOT}/api/v2/persons/{person.pk}/",
            "html_url": f"{ROOT}/personer/{person.slug}/",
        },
        "name": person.name,
        "title": person.title,
        "organisation": person.organisation,
        "photo": photo,
        **values,
    }


def contact_json(person: Person, photo: dict | None = None) -> dict[str, Any]:
    return person_json(person, photo, mail=person.mail, phone=person.phone)


def term_json(term: Term, endpoint: str, **meta: str) -> dict[str, Any]:
    detail_url = f"{ROOT}/api/v2/{endpoint}/{term.pk}/"
    return {
        "id": term.pk,
        "meta": {"type": term._meta.label, "detail_url": detail_url, **meta},
        "name": term.name,
        "slug": term.slug,
    }


def topic_json(topic: Topic) -> dict[str, Any]:
    return term_json(topic, "topics", html_url=f"{ROOT}/emner/{topic.slug}/")
