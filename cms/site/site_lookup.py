"""Which site a request is for, as Wagtail tells it, by a statement that is made once.

Wagtail makes its query anew for each request: of all that a list of the API takes, that was a
tenth, and more than the database takes to answer it.
"""

from collections.abc import Callable
from functools import cache

from django.db import connection
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Page, Site

from cms.editing.around import around
from cms.postgres.sql_files import read_sql

_STATEMENT = read_sql(__file__, "site_of_address")


def guard() -> None:
    """Let Wagtail find the site of a request in this process so. May be called again."""

    @around(Site, "_find_for_request")
    def find_for_request(original: Callable, request: HttpRequest) -> Site | None:
        host = split_domain_port(request._get_raw_host())[0]
        return find_site(host, request.get_port())


def find_site(host: str, port: str) -> Site | None:
    """Return the site that answers to this host and port, with its root page, None if none does."""
    with connection.prepared_cursor() as cursor:
        cursor.execute(_statement(), {"host": host, "port": int(port)})
        row = cursor.fetchone()
    if row is None:
        return None
    of_site = len(_names(Site))
    site = Site.from_db(connection.alias, _names(Site), row[:of_site])
    site.root_page = Page.from_db(connection.alias, _names(Page), row[of_site:])
    return site


@cache
def _statement() -> str:
    columns = [
        f'{table}."{field.column}"'
        for table, model in (("site", Site), ("page", Page))
        for field in model._meta.concrete_fields
    ]
    return _STATEMENT.format(columns=", ".join(columns))


@cache
def _names(model: type) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
