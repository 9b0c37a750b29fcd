"""Keeping the vocabulary: `entries.learn` adds words, and here they are forgotten."""

from django.db import connection


def forget_unused() -> None:
    """Delete the words that no page has any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM publications_word known WHERE NOT EXISTS ("
            "SELECT FROM publications_searchentry entry "
            "WHERE entry.vector @@ quote_literal(known.word)::tsquery)"
        )
