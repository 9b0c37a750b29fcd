import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """An empty folder that other accounts can be let into.

    `tmp_path` is not one: each test run that begins closes the folder above all of them again,
    and run as root, PostgreSQL works there under an account of its own.
    """
    with tempfile.TemporaryDirectory(prefix="data-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
