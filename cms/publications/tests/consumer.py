import json

from cms.publications.changes import changes_since
from cms.publications.cursors import Cursor


class Consumer:
    """Starts empty and follows the log, as any other system may."""

    def __init__(self, limit: int = 100) -> None:
        self.limit = limit
        self.cursor: Cursor | None = None
        #: The representations of what is public, by page.
        self.pages: dict[int, dict] = {}
        #: The last number that each page came with, in the order in which they came.
        self.numbers: dict[int, int] = {}

    def catch_up(self) -> list[int]:
        """The pages that came, in their order."""
        came: list[int] = []
        while True:
            changes = changes_since(self.cursor, self.limit)
            for each in changes.items:
                came.append(each.page_id)
                self.numbers[each.page_id] = each.sequence
                if not each.is_kept:
                    self.pages.pop(each.page_id, None)
                elif each.text is not None:
                    self.pages[each.page_id] = json.loads(each.text)
            self.cursor = changes.cursor
            if not changes.more:
                return came
