from .document_pages import DocumentPage
from .document_versions import DocumentVersion
from .documents import Document
from .former_names import FormerName
from .images import Image, Rendition

__all__ = ["Document", "DocumentPage", "DocumentVersion", "FormerName", "Image", "Rendition"]
