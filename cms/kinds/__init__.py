"""What is known of each class of fields and blocks, in one place: how it is written as JSON, the
schema of that, what search reads of it, and what its values are called. One class a kind, one file
a family; a plugin registers a kind of its own with `register`.
"""

from cms.kinds import choosers, computed, field_blocks, relations, serializers, structures, values
from cms.kinds.blocks import BlockKind, block_schema, block_texts, stream_blocks, write_block
from cms.kinds.fields import FieldKind, Member, api_fields, filterable, member, write_field
from cms.kinds.registry import kind_of, register

__all__ = [
    "BlockKind",
    "FieldKind",
    "Member",
    "api_fields",
    "block_schema",
    "block_texts",
    "choosers",
    "computed",
    "field_blocks",
    "filterable",
    "kind_of",
    "member",
    "register",
    "relations",
    "serializers",
    "stream_blocks",
    "structures",
    "values",
    "write_block",
    "write_field",
]
