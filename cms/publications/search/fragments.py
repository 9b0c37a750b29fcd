"""What of a text a search has found, to be shown."""

import html

from django.db import connection

from cms.postgres.sql_files import read_sql

_FRAGMENTS = read_sql(__file__, "fragments")

#: Stand around a found word until the text is escaped. No stored text has such characters.
START, STOP = "\x02", "\x03"
OPTIONS = (
    f'StartSel="{START}", StopSel="{STOP}", MaxFragments=2, MinWords=12, MaxWords=24, ShortWord=0, '
    'FragmentDelimiter=" … "'
)
#: Longer texts are looked through as far as this.
CHARACTERS = 100_000


def fragments(keys: list[int], query: str) -> dict[int, str]:
    """Return HTML of where the pages with these keys match a `tsquery`, with `<mark>` and no other
    element. Pages whose texts match nowhere (but their titles, say) are left out.

    Pages that are still to be built are left out as well: who has read them has built them.
    """
    if not (keys and query):
        return {}
    values = {"characters": CHARACTERS, "query": query, "options": OPTIONS, "keys": keys}
    with connection.cursor() as cursor:
        cursor.execute(_FRAGMENTS, values)
        return {key: as_html(text) for key, text in cursor.fetchall() if START in text}


def as_html(headline: str) -> str:
    """Return the text escaped, but for the marks. What begins within a sentence is told to."""
    text = " ".join(headline.split()).lstrip(",.;:!?)»”%-–— ")
    if text.lstrip(START)[:1].islower():
        text = f"… {text}"
    escaped = html.escape(text, quote=False)
    return escaped.replace(START, "<mark>").replace(STOP, "</mark>")
