from cms.testing import ContentTypeContract
from documents.models import DocumentCollectionPage, DocumentIndexPage


class TestDocumentCollectionPage(ContentTypeContract):
    model = DocumentCollectionPage


class TestDocumentIndexPage(ContentTypeContract):
    model = DocumentIndexPage
