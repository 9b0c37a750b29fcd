from datetime import timedelta

import pytest
from django.utils import timezone

from cms.testing import factories
from documents.models import DocumentCollectionPage, DocumentIndexPage


def collection(*documents, **values) -> DocumentCollectionPage:
    return factories.page(
        DocumentCollectionPage, documents=[("document", each) for each in documents], **values
    )


@pytest.mark.django_db
def test_documents_stand_in_the_editors_order(client):
    first, second, third = (factories.document() for _ in range(3))
    page = collection(third, first, second)
    shown = client.get(page.url, {"format": "json"}).json()["documents"]
    assert [block["type"] for block in shown] == ["document"] * 3
    assert [block["value"]["id"] for block in shown] == [third.pk, first.pk, second.pk]


@pytest.mark.django_db
def test_document_is_shown_with_what_a_reader_wants_to_know(client):
    document = factories.document(title="Årsrapport 2021", pages=24)
    [block] = client.get(collection(document).url, {"format": "json"}).json()["documents"]
    assert block["value"] == {
        "id": document.pk,
        "meta": {
            "type": "media.Document",
            "detail_url": f"http://localhost/api/v2/documents/{document.pk}/",
            "download_url": f"http://localhost{document.url}",
        },
        "title": "Årsrapport 2021",
        "filename": document.filename,
        "content_type": "application/pdf",
        "size": document.file.size,
        "pages": 24,
        "tagged": None,
        "file_title": None,
        "language": "da",
        "thumbnail": None,
    }


@pytest.mark.django_db
def test_document_of_a_restricted_collection_is_left_out(client):
    shown, hidden = factories.document(), factories.document()
    page = collection(shown, hidden)
    factories.hide(hidden)
    blocks = client.get(page.url, {"format": "json"}).json()["documents"]
    assert [block["value"]["id"] for block in blocks] == [shown.pk]


@pytest.mark.django_db
def test_index_lists_the_collection_last_published_first(client):
    now = timezone.now()
    index = factories.index(DocumentIndexPage)
    for days in (2, 1, 3):
        published = now - timedelta(days=days)
        collection(title=f"For {days} dage siden", first_published_at=published)
    cards = client.get(index.url).context["items"].cards
    assert [card["title"] for card in cards] == [f"For {days} dage siden" for days in (1, 2, 3)]
