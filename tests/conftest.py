import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.postgres.server import EmbeddedServer


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """An empty folder, deleted at the end with the database that was begun in it."""
    with tempfile.TemporaryDirectory(prefix="data-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
        EmbeddedServer(Path(folder) / "postgres").delete()
