from .documents import Document
from .images import Image, Rendition

__all__ = ["Document", "Image", "Rendition"]
