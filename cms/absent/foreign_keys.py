"""What tables without a model refer to, as PostgreSQL knows it."""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection

from cms.postgres.sql_files import read_sql

_FOREIGN_KEYS = read_sql(__file__, "foreign_keys")


@dataclass(frozen=True)
class ForeignKey:
    """A column of a table that no installed app has, and the table that it refers to."""

    table: str
    column: str
    is_required: bool
    #: Whether it is the table's primary key too: a row is then part of the one that it refers to,
    #: as that of a page type is of the page.
    is_primary: bool
    primary_key: str
    referred: str


def foreign_keys_of_absent_tables() -> list[ForeignKey]:
    """Return the foreign keys of all tables that no installed app has, in one query."""
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        cursor.execute(_FOREIGN_KEYS, {"known": list(known)})
        return [ForeignKey(*row) for row in cursor.fetchall()]
