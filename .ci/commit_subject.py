"""Fail unless a commit's message begins as CONTRIBUTING.md says: `area: verb …`, in 72 characters.

pre-commit gives the path of the message. Merges and what `git commit --fixup` writes begin as git
has them.
"""

import re
import sys
from pathlib import Path

MOST = 72
SUBJECT = re.compile(r"[a-z0-9][\w./,& -]*: [a-z0-9\"'`{%].*[^.\s]")
GIVEN = ("Merge ", "Revert ", "fixup! ", "squash! ", "amend! ")


def fault(subject: str) -> str:
    """Return what is wrong with a subject, "" if nothing is."""
    if subject.startswith(GIVEN):
        return ""
    if len(subject) > MOST:
        return f"The subject has {len(subject)} characters; it may have {MOST}."
    if not SUBJECT.fullmatch(subject):
        return 'The subject is to say "area: verb …", in small letters and without a full stop.'
    return ""


if __name__ == "__main__":
    first = Path(sys.argv[1]).read_text(encoding="utf-8").partition("\n")[0].rstrip()
    sys.exit(fault(first))
