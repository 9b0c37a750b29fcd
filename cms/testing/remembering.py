"""The site as it runs: what was rendered for one visitor is sent to the next."""

from collections.abc import Iterator
from contextlib import contextmanager

from cms.delivery.answers import RENDERINGS
from cms.publications.remembered import Remembered


@contextmanager
def remembering() -> Iterator[Remembered[bytes]]:
    """Remember what is rendered meanwhile, which the settings of tests do not, and give it."""
    most, RENDERINGS.most = RENDERINGS.most, 64 * 2**20
    try:
        yield RENDERINGS
    finally:
        RENDERINGS.most = most
        RENDERINGS.clear()
