from .document_pages import DocumentPage
from .documents import Document
from .images import Image, Rendition

__all__ = ["Document", "DocumentPage", "Image", "Rendition"]
