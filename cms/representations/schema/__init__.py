"""JSON Schema (2020-12) of representations, derived as they are written: from the models and from
Wagtail's block classes. Nothing is declared for it; a block or serializer field that makes its
JSON by itself may say what it makes in `get_api_schema()`.
"""

from cms.kinds import block_schema, stream_blocks
from cms.kinds.components import Schema, Schemas
from cms.kinds.references import page_types
from cms.representations.schema.examples import example
from cms.representations.schema.pages import file_schema, page_schema, settings_schema
from cms.representations.schema.selections import selection

__all__ = [
    "Schema",
    "Schemas",
    "block_schema",
    "example",
    "file_schema",
    "page_schema",
    "page_types",
    "selection",
    "settings_schema",
    "stream_blocks",
]
