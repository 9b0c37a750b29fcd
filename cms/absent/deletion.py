"""Deleting what tables without a model refer to.

Django knows only the models that there are. What else refers to a row would break at the commit,
or, of a page, be left behind. So what belongs to a page of an absent type is deleted along with it,
and all else is refused, with what stands in its way.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.deletion import Collector, RestrictedError
from django.db.models.signals import post_migrate
from psycopg.sql import SQL, Identifier

from cms.absent.foreign_keys import ForeignKey, foreign_keys_of_absent_tables
from cms.editing.around import around

Rows = dict[str, set[Any]]

#: Databases without such tables, so that they are asked once a process.
_without: set[str] = set()


class StillReferredTo(RestrictedError):
    """Rows of absent types refer to what was to be deleted. `uses` are the tables' names, as the
    models were called where that is known, each with the keys of the rows, which are those of the
    pages where `are_pages` says so.
    """

    def __init__(self, uses: dict[str, set[int]], pages: set[int]) -> None:
        self.uses, self.pages = uses, pages
        told = ", ".join(f"{len(keys)} of {name}" for name, keys in sorted(uses.items()))
        super().__init__(
            f"It is still referred to by what no installed plugin knows: {told}.", uses
        )


def guard() -> None:
    """Let every deletion of this process look after absent types. May be called again."""

    @around(Collector, "delete")
    def delete(original: Callable, self: Collector) -> Any:
        keys = _keys()
        if not keys:
            return original(self)
        with transaction.atomic(using=self.using):
            _delete_along(keys, _collected(self, {key.referred for key in keys}))
            return original(self)

    post_migrate.connect(_ask_again, dispatch_uid="cms.absent")


def _ask_again(**kwargs: Any) -> None:
    _without.clear()


def _keys() -> list[ForeignKey]:
    name = connection.settings_dict["NAME"]
    if name in _without:
        return []
    keys = foreign_keys_of_absent_tables()
    if not keys:
        _without.add(name)
    return keys


def _collected(collector: Collector, referred: set[str]) -> Rows:
    """Return the keys of what is to be deleted, by table, of the tables that matter."""
    rows: Rows = defaultdict(set)
    for model, instances in collector.data.items():
        rows[model._meta.db_table].update(each.pk for each in instances)
    for fast in collector.fast_deletes:
        model = fast.model if hasattr(fast, "model") else type(fast[0])
        if model._meta.db_table in referred:
            rows[model._meta.db_table].update(each.pk for each in fast)
    return {table: keys for table, keys in rows.items() if table in referred}


def _delete_along(keys: list[ForeignKey], rows: Rows) -> None:
    """Delete what belongs to the rows. Raises `StillReferredTo` if anything else refers to them."""
    parts, in_the_way = _followed(keys, rows)
    uses: dict[str, set[int]] = defaultdict(set)
    pages: set[int] = set()
    for key, found in in_the_way:
        if left := found - parts[key.table]:
            name, owners = _owners(keys, key, left)
            uses[name] |= owners
            if _part_of(keys, name) == "wagtailcore_page":
                pages |= owners
    if uses:
        raise StillReferredTo({_name(table): owners for table, owners in uses.items()}, pages)
    with connection.cursor() as cursor:
        for table, found in parts.items():
            primary_key = next(key.primary_key for key in keys if key.table == table)
            delete = SQL("DELETE FROM {} WHERE {} = ANY (%s)")
            statement = delete.format(Identifier(table), Identifier(primary_key))
            cursor.execute(statement, [list(found)])


def _followed(keys: list[ForeignKey], rows: Rows) -> tuple[Rows, list[tuple[ForeignKey, set]]]:
    """Return what belongs to the rows, and what else refers to them or to that.

    The row of a subclass is part of that of its base. Any other row belongs to the one of an
    absent type that it can't be without, or, where it refers to none, to the page of an absent
    type. All else only refers.
    """
    absent = {key.table for key in keys}
    extending = {key.table for key in keys if key.is_primary}
    owned = {key.table for key in keys if key.is_required and key.referred in absent}
    parts: Rows = defaultdict(set)
    in_the_way = []
    waiting = list(rows.items())
    while waiting:
        table, deleted = waiting.pop()
        referring = [key for key in keys if key.referred == table]
        of_absent_types: set[Any] = set()
        # First the rows that make a page one of an absent type.
        for key in sorted(referring, key=lambda key: not key.is_primary):
            referring_rows = _rows(key, deleted)
            found = set()
            if key.is_primary:
                found = referring_rows
            elif key.is_required and key.table not in extending:
                if table in absent:
                    found = referring_rows
                elif key.table not in owned:
                    found = _rows(key, of_absent_types)
            if key.is_primary:
                of_absent_types |= found
            if new := found - parts[key.table]:
                parts[key.table] |= new
                waiting.append((key.table, new))
            in_the_way.append((key, referring_rows))
    return parts, in_the_way


def _rows(key: ForeignKey, referred: set[Any]) -> set[Any]:
    """Return the keys of the rows that refer to any of those."""
    return _values(key, key.primary_key, key.column, referred)


def _values(key: ForeignKey, asked: str, by: str, values: set[Any]) -> set[Any]:
    """Return what rows of the key's table hold in one column, by what they hold in another."""
    if not values:
        return set()
    with connection.cursor() as cursor:
        select = SQL("SELECT {} FROM {} WHERE {} = ANY (%s)")
        names = (asked, key.table, by)
        cursor.execute(select.format(*map(Identifier, names)), [list(values)])
        return {found for (found,) in cursor.fetchall()}


def _owners(keys: list[ForeignKey], key: ForeignKey, rows: set[Any]) -> tuple[str, set[Any]]:
    """Return the table, and the rows in it, that rows belong to: those themselves, if to no
    others.
    """
    absent = {each.table for each in keys}
    owner = next(
        (
            each
            for each in keys
            if each.table == key.table and each.is_required and each.referred in absent
        ),
        None,
    )
    if owner is None or _part_of(keys, key.table):
        return key.table, rows
    return owner.referred, _values(owner, owner.column, owner.primary_key, rows)


def _part_of(keys: list[ForeignKey], table: str) -> str | None:
    """Return the table whose rows those of this one extend."""
    return next((key.referred for key in keys if key.table == table and key.is_primary), None)


def _name(table: str) -> str:
    """Return the model as Django labels it, if a content type tells; else the table's name."""
    for each in ContentType.objects.all():
        if f"{each.app_label}_{each.model}" == table:
            return f"{each.app_label}.{each.model}"
    return table
