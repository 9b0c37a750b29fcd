"""What tables without a model refer to, as PostgreSQL knows it."""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection

# Of one column each, as Django makes them; those that the database itself follows are left out.
_FOREIGN_KEYS = """
    SELECT referring.relname, referring_column.attname, referring_column.attnotnull,
           coalesce((
               SELECT conkey[1] FROM pg_constraint
               WHERE conrelid = referring.oid AND contype = 'p' AND cardinality(conkey) = 1
           ) = fk.conkey[1], false),
           (
               SELECT attname FROM pg_constraint
               JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
               WHERE conrelid = referring.oid AND contype = 'p'
           ),
           referred.relname
    FROM pg_constraint fk
    JOIN pg_class referring ON referring.oid = fk.conrelid
    JOIN pg_class referred ON referred.oid = fk.confrelid
    JOIN pg_attribute referring_column
        ON referring_column.attrelid = fk.conrelid AND referring_column.attnum = fk.conkey[1]
    WHERE fk.contype = 'f' AND fk.confdeltype IN ('a', 'r') AND cardinality(fk.conkey) = 1
        AND referring.relnamespace = current_schema()::regnamespace
        AND NOT referring.relname = ANY (%s)
    ORDER BY 1, 2
"""


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
        cursor.execute(_FOREIGN_KEYS, [list(known)])
        return [ForeignKey(*row) for row in cursor.fetchall()]
