"""The databases of a run: made, copied and dropped on the embedded PostgreSQL or on yours."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from cms.postgres.server import SUPERUSER, EmbeddedServer

PREFIX = "bench_"


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server; `url` is that of one of its databases, through which others are made."""

    url: str

    def url_of(self, name: str) -> str:
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    def create(self, name: str, template: str = "template0") -> str:
        """Make a database (one of that name from a killed run goes), and return its URL."""
        self.drop(name)
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.url_of(name)

    def drop(self, name: str) -> None:
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def version(self) -> str:
        with psycopg.connect(self.url) as connection:
            [version] = connection.execute("SHOW server_version").fetchone() or ("",)
        return version.split()[0]

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextlib.contextmanager
def server(folder: Path, url: str) -> Iterator[Server]:
    """Give the server at `url`, or an embedded one in `folder`, which is deleted at the end."""
    if url:
        yield Server(url)
        return
    embedded = EmbeddedServer(folder / "postgres")
    embedded.acquire()
    try:
        host = quote(str(embedded.socket_folder), safe="")
        yield Server(f"postgresql://{SUPERUSER}@/postgres?host={host}")
    finally:
        embedded.release()
        embedded.delete()
