"""Fields of blocks, and how what they hold is changed by a migration."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wagtail import fields
from wagtail.blocks import StreamBlock
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData


class StreamField(fields.StreamField):
    """Wagtail's field, of which migrations don't repeat the blocks: no column depends on them, so a
    changed block needs no migration.

    A model within a migration has the field without blocks. There it holds what is stored, as JSON,
    since Wagtail's would drop every block that it doesn't know.
    """

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        self.has_blocks = block_types is not None
        super().__init__([] if block_types is None else block_types, **kwargs)

    def deconstruct(self) -> tuple:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def to_python(self, value: Any) -> Any:
        return super().to_python(value) if self.has_blocks else value

    @contextmanager
    def of(self, blocks: StreamBlock) -> Iterator[None]:
        """Let a field within a migration have blocks for a while."""
        self.has_blocks, self.stream_block = True, blocks
        try:
            yield
        finally:
            self.has_blocks = False
            del self.stream_block


class MigrateBlocks(MigrateStreamData):
    """Wagtail's operation for a field whose blocks stand in no migration: it brings them along, as
    they were when it was written, as far as its paths lead.
    """

    def __init__(self, *args: Any, blocks: StreamBlock, **kwargs: Any) -> None:
        self.blocks = blocks
        super().__init__(*args, **kwargs)

    def migrate_stream_data_forward(self, apps: Any, schema_editor: Any) -> None:
        model = apps.get_model(self.app_name, self.model_name)
        with model._meta.get_field(self.field_name).of(self.blocks):
            super().migrate_stream_data_forward(apps, schema_editor)
