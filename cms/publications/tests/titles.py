"""What a storm's writers call pages. Every title ends in a version that only rises, and begins with
a word that says who may never read it.
"""

import re

#: Restricted from before it is written until after it is gone: nobody outside may meet the word.
SECRET = "Hemmelig"
#: The same, and only for a group that no mirror's account is in: not even a key's may.
FOREIGN = "Fremmed"
#: What is to come: a page that goes live later, a message before its start. A message that is over.
EARLY, OVER = "Senere", "Forbi"
#: Pages that only releases write, all of them together.
TOGETHER = "Sammen"


def next_title(title: str, word: str = "Side") -> str:
    return f"{word} v{version(title) + 1:06}"


def version(title: str) -> int | None:
    found = re.search(r" v(\d{6})$", title)
    return int(found[1]) if found else None
