"""Keeping the vocabulary: `entries.learn` adds words, and here they are forgotten."""

from django.db import connection

from cms.postgres.sql_files import read_sql

_FORGET = read_sql(__file__, "forget_unused")


def forget_unused() -> None:
    """Delete the words that no page has any more."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET)
