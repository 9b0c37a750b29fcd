"""SQL that stands in files of its own."""

import re
from pathlib import Path

_COMMENT = re.compile(r"^\s*--.*\n", re.MULTILINE)


def read_sql(module: str, name: str) -> str:
    """Return the statement, or part of one, in `sql/<name>.sql` beside the module with this
    `__file__`, without the comments. The first of them says what a row is.

    Values have names there, as in `%(since)s`; in braces stand other statements, for `str.format`.
    """
    text = (Path(module).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    return _COMMENT.sub("", text).strip()
