"""The log's functions and triggers, brought into the database after every `migrate`."""

import hashlib
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql
from wagtail.models import Page

from cms.postgres.sql_files import read_sql
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Moment
from cms.publications.watching import (
    Trigger,
    collection_member_tables,
    kind,
    triggers,
    watched_models,
)
from cms.visibility import TRASH_PATH, page_types, visible

_SQL = Path(__file__).parent / "sql"
_TRIGGERS = read_sql(__file__, "triggers")
# Compared as bytes: not every column type has an operator for equality.
_DIFFER = "WHEN (OLD.* *<> NEW.*)"


def install_after_migrate(using: str, plan: list | tuple = (), **kwargs) -> None:
    """Receive `post_migrate`. After migrations, everything is looked at anew: a column that
    was added or filled with a default fires no trigger. `flush` sends it too, without a plan.
    """
    if using == connection.alias and "publications_head" in connection.introspection.table_names():
        install(mark_everything=bool(plan))


def install(mark_everything: bool = False) -> None:
    """Make functions, triggers and the head row what the installed models ask for. Costs little
    when they are that already.
    """
    with connection.cursor() as cursor:
        changed = _install_functions(cursor)
        changed |= _install_triggers(cursor)
        cursor.execute("SELECT publications_take_over(%s)", [fingerprint()])
        if changed or mark_everything:
            cursor.execute("SELECT publications_mark_everything()")


def missing_triggers() -> dict[str, list[str]]:
    """Return the names of the triggers that should be there and are not, by table."""
    with connection.cursor() as cursor:
        existing = _existing(cursor)
    missing: dict[str, list[str]] = {}
    for (table, name), _definition in _wanted().items():
        if (table, name) not in existing:
            missing.setdefault(table, []).append(name)
    return missing


def _install_functions(cursor) -> bool:
    digest = (
        "SELECT md5(string_agg(prosrc, '' ORDER BY proname)) FROM pg_proc "
        "WHERE proname LIKE 'publications\\_%%' AND pronamespace = current_schema()::regnamespace"
    )
    cursor.execute(digest)
    before = cursor.fetchone()
    cursor.execute("SELECT quote_ident(current_schema())")
    names = {
        "schema": cursor.fetchone()[0],
        "visible_pages": _visible_pages("pk"),
        "addressed_pages": _visible_pages(
            "pk", "path", "url_path", "content_type_id", "last_published_at"
        ),
        "collection_members": _collection_members(),
        "page_types": _literal(f"{{{','.join(map(str, page_types()))}}}") + "::integer[]",
        "trash_path": _literal(TRASH_PATH),
        "steplen": Page.steplen,
    }
    for name in ("aliases", "epoch", "mark", "number", "read", "restricted", "search", "store"):
        # No parameters, so that the driver leaves the text as it is.
        cursor.execute((_SQL / f"{name}.sql").read_text().format(**names))
    cursor.execute(digest)
    return cursor.fetchone() != before


def _install_triggers(cursor) -> bool:
    tables = set(connection.introspection.table_names(cursor))
    wanted = {key: ddl for key, ddl in _wanted().items() if key[0] in tables}
    existing = _existing(cursor)
    for table, name in existing - wanted.keys():
        cursor.execute(
            sql.SQL("DROP TRIGGER {} ON {}").format(sql.Identifier(name), sql.Identifier(table))
        )
    created = [key for key in wanted if key not in existing]
    for key in created:
        cursor.execute(wanted[key])
    return bool(created)


def _existing(cursor) -> set[tuple[str, str]]:
    cursor.execute(_TRIGGERS)
    return set(cursor.fetchall())


def _wanted() -> dict[tuple[str, str], sql.Composable]:
    """Return definitions by table and name. A name holds a digest of its definition, so a trigger
    that has the name is the one that is wanted.
    """
    wanted = [_deferred(), *_of_aliases(), _of_moments()]
    for trigger in triggers():
        wanted += _row_triggers(trigger)
    for model in watched_models():
        wanted.append((model._meta.db_table, "AFTER TRUNCATE", "", "publications_mark_all", ()))
    found = {}
    for table, when, condition, function, arguments in wanted:
        parts = (table, when, condition, function, *arguments)
        name = f"publications_{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"
        if function == "publications_number":
            name = function
        found[table, name] = sql.SQL(
            "CREATE {constraint} TRIGGER {name} {when} ON {table} {deferrable} "
            "FOR EACH {each} {condition} EXECUTE FUNCTION {function}({arguments})"
        ).format(
            constraint=sql.SQL("CONSTRAINT" if function == "publications_number" else ""),
            name=sql.Identifier(name),
            when=sql.SQL(when),
            table=sql.Identifier(table),
            deferrable=sql.SQL(
                "DEFERRABLE INITIALLY DEFERRED" if function == "publications_number" else ""
            ),
            each=sql.SQL("STATEMENT" if when == "AFTER TRUNCATE" else "ROW"),
            condition=sql.SQL(condition),
            function=sql.Identifier(function),
            arguments=sql.SQL(", ").join(map(sql.Literal, arguments)),
        )
    return found


def _deferred() -> tuple:
    return ("publications_flush", "AFTER INSERT", "", "publications_number", ())


def _of_aliases() -> list[tuple]:
    pages = Page._meta.db_table
    return [
        (pages, "BEFORE INSERT OR UPDATE", "", "publications_follow_source", ()),
        (pages, "AFTER UPDATE", _DIFFER, "publications_hide_aliases", ()),
    ]


def _of_moments() -> tuple:
    # A row that is new says nothing new: what depends on it was built by the clock.
    arguments = ("{}", kind(Moment), Moment._meta.pk.column)
    return (Moment._meta.db_table, "AFTER UPDATE", _DIFFER, "publications_mark_row", arguments)


def _row_triggers(trigger: Trigger) -> list[tuple]:
    end = (trigger.function, trigger.arguments)
    if trigger.function == "publications_wake":
        return [(trigger.table, "AFTER INSERT OR UPDATE", "", *end)]
    return [
        (trigger.table, "AFTER INSERT OR DELETE", "", *end),
        (trigger.table, "AFTER UPDATE", _DIFFER, *end),
    ]


def _visible_pages(*columns: str) -> str:
    query = visible(Page.objects.order_by()).values(*columns).query
    statement, parameters = query.sql_with_params()
    return psycopg.ClientCursor(connection.connection).mogrify(statement, parameters)


def _literal(text: str) -> str:
    return sql.Literal(text).as_string(connection.connection)


def _collection_members() -> str:
    selects = [
        sql.SQL("SELECT {kind}::text, {key}::text FROM {table} WHERE collection_id = lower.id")
        .format(kind=sql.Literal(table), key=sql.Identifier(key), table=sql.Identifier(table))
        .as_string(connection.connection)
        for table, key in collection_member_tables()
    ]
    return " UNION ALL ".join(selects)
