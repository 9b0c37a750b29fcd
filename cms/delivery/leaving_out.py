"""Lists of which one item can't be written: the others are, and the log names it."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from cms.postgres.stops import why_stopped

logger = logging.getLogger(__name__)


def written(items: Iterable[dict], write: Callable[[dict], Any]) -> list:
    """Return what `write` makes of each item, a page's representation or card; without those at
    which it fails.
    """
    found = []
    for item in items:
        try:
            found.append(write(item))
        except Exception as error:
            if why_stopped(error):  # not the item's fault
                raise
            logger.exception("Page %s is left out of a list: it can't be written", item.get("id"))
    return found
