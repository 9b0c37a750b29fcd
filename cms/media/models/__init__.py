from .document_pages import DocumentPage
from .documents import Document
from .former_names import FormerName
from .images import Image, Rendition

__all__ = ["Document", "DocumentPage", "FormerName", "Image", "Rendition"]
