"""Object → JSON: the one form in which the public meets a page.

`build()` makes representations; everything else in the project takes its result.
"""

from cms.kinds.faults import Fault, tolerating
from cms.kinds.relations import ReferenceField
from cms.kinds.serializers import FileUrlField
from cms.kinds.urls import SITE_ORIGIN, site_root_paths, with_origin
from cms.representations.build import (
    Representation,
    build,
    build_block,
    card_of,
    represent,
    represent_fields,
)
from cms.representations.texts import Texts, page_texts

__all__ = [
    "SITE_ORIGIN",
    "Fault",
    "FileUrlField",
    "ReferenceField",
    "Representation",
    "Texts",
    "build",
    "build_block",
    "card_of",
    "page_texts",
    "represent",
    "represent_fields",
    "site_root_paths",
    "tolerating",
    "with_origin",
]
