"""What of a text a search has found, to be shown."""

import html

from django.db import connection

#: Stand around a found word until the text is escaped. No stored text has such characters.
START, STOP = "\x02", "\x03"
OPTIONS = (
    f'StartSel="{START}", StopSel="{STOP}", MaxFragments=2, MinWords=12, MaxWords=24, ShortWord=0, '
    'FragmentDelimiter=" … "'
)
#: Longer texts are looked through as far as this.
CHARACTERS = 100_000


def fragments(keys: list[int], query: str) -> dict[int, str]:
    """HTML of where the pages with these keys match a `tsquery`, with `<mark>` and no other
    element. Pages whose texts match nowhere (but their titles, say) are left out.

    Pages that are still to be built are left out as well: who has read them has built them.
    """
    if not (keys and query):
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT page_id, ts_headline('danish', left(text, %s), %s::tsquery, %s) "
            "FROM publications_searchentry JOIN publications_publication USING (page_id) "
            "WHERE page_id = ANY (%s) AND representation IS NOT NULL",
            [CHARACTERS, query, OPTIONS, keys],
        )
        return {key: as_html(text) for key, text in cursor.fetchall() if START in text}


def as_html(headline: str) -> str:
    """Escaped, but for the marks. What begins within a sentence is told to."""
    text = " ".join(headline.split()).lstrip(",.;:!?)»”%-–— ")
    if text.lstrip(START)[:1].islower():
        text = f"… {text}"
    escaped = html.escape(text, quote=False)
    return escaped.replace(START, "<mark>").replace(STOP, "</mark>")
