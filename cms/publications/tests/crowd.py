"""Many pages at once, written by SQL: what is tested is not how long Wagtail takes to make them."""

from django.db import connection
from wagtail.models import Page

_SEEDS = {
    "id": "nextval(pg_get_serial_sequence('wagtailcore_page', 'id'))",
    "path": "%(path)s || lpad(number::text, 4, '0')",
    "slug": "'side-' || number",
    "url_path": "%(url_path)s || 'side-' || number || '/'",
    "translation_key": "gen_random_uuid()",
}


def copies(source: Page, parent: Page, count: int) -> None:
    """Live copies of a page below another one that has no children (at most 9999)."""
    values = {"path": parent.path, "url_path": parent.url_path}
    columns = [field.column for field in Page._meta.local_concrete_fields]
    chosen = [_SEEDS.get(column, f'source."{column}"') for column in columns]
    own = [field.column for field in type(source)._meta.local_concrete_fields]
    table = quoted([type(source)._meta.db_table])
    own_chosen = ["made.id" if column == "page_ptr_id" else f'source."{column}"' for column in own]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH made AS (INSERT INTO wagtailcore_page ({quoted(columns)}) "
            f"SELECT {', '.join(chosen)} FROM wagtailcore_page source, "
            "generate_series(1, %(count)s) AS number WHERE source.id = %(source)s RETURNING id) "
            f"INSERT INTO {table} ({quoted(own)}) "
            f"SELECT {', '.join(own_chosen)} FROM made, {table} source "
            "WHERE source.page_ptr_id = %(source)s",
            values | {"count": count, "source": source.pk},
        )
    Page.objects.filter(pk=parent.pk).update(numchild=count)
    Page.objects.filter(path__startswith=parent.path).exclude(pk=parent.pk).update(
        depth=parent.depth + 1
    )


def quoted(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
