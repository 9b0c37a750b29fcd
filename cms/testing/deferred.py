"""What the database would do at a commit, in a test that makes none."""

from typing import Any


def run_deferred(cursor: Any, constraints: str = "ALL") -> None:
    """Run what is deferred to the end of the open transaction: all of it, or the numbering of the
    log alone ("publications_number"). What is changed later waits for the end again.
    """
    cursor.execute(
        f"SET CONSTRAINTS {constraints} IMMEDIATE; SET CONSTRAINTS {constraints} DEFERRED"
    )
