"""`python -m tests.pooling`: the demo site behind PgBouncer in transaction mode, with fewer
sessions than the web server has places.

Readers must get what they got before, editors must be able to work, and in the end a node that asks
the database itself must answer the same. Prints how many sessions that took. Needs `pgbouncer`
(Debian: `apt-get install pgbouncer`), and is left out where there is none.
"""

import os
import pwd
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from cms.postgres.as_root import ACCOUNT
from cms.postgres.server import SUPERUSER
from tests.demo import demo_site_with
from tests.nodes import (
    WEB_SETTINGS,
    Failure,
    Node,
    eventually,
    free_port,
    is_up,
    running,
    web_server,
)
from tests.outages.__main__ import DEAREST, READ
from tests.outages.editors import Editor
from tests.outages.readers import HEAD, Readers, ask
from tests.outages.surroundings import Database, data_and_database

#: Sessions that PgBouncer has for the web server, of which each of two processes has five places.
SESSIONS = 3
#: What the role is given, since nobody else can tell a session that others use, too.
TIMEOUTS = {"statement_timeout": "17s", "lock_timeout": "3s"}
#: Seconds for which readers read.
WHILE = 20
CONFIGURATION = """
[databases]
postgres = host={socket} user={user} dbname=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {sessions}
query_wait_timeout = 10
"""
UNBUILT = "SELECT FROM publications_publication WHERE was_public AND representation IS NULL"
UNFINISHED = (
    "SELECT FROM media_image WHERE title = 'Bag en pulje' AND NOT EXISTS "
    "(SELECT FROM media_rendition WHERE image_id = media_image.id)"
)
#: What is asked besides that others ask, too.
OTHERS = [
    "/moeder-og-netvaerk/arrangementer/",
    "/moeder-og-netvaerk/nyheder/?format=json",
    "/api/v2/changes/",
    "/api/v2/redirects/",
    "/api/v2/images/",
    "/sitemap.xml",
    "/soeg/?q=klimaa",
]


@contextmanager
def pooler(database: Database) -> Iterator[int]:
    """The port of a PgBouncer before a database. It refuses to be root, as PostgreSQL does."""
    port = free_port()
    socket = database.environment["DATABASE_URL"].removeprefix("postgresql:///").rpartition("/")[0]
    given = {"socket": socket, "user": SUPERUSER, "port": port, "sessions": SESSIONS}
    with tempfile.TemporaryDirectory(prefix="pgbouncer-") as folder:
        file = Path(folder) / "pgbouncer.ini"
        file.write_text(CONFIGURATION.format(**given))
        account = ACCOUNT if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        for each, mode in ((Path(folder), 0o755), (file, 0o644)):
            each.chmod(mode)
        with running("pgbouncer", "-q", "-u", account, str(file)):
            yield port


def through(port: int, sql: str) -> list[tuple]:
    """Ask through the pooler."""
    with psycopg.connect(
        host="127.0.0.1", port=port, user=SUPERUSER, dbname="postgres", prepare_threshold=None
    ) as connection:
        return connection.execute(sql).fetchall()


def the_same_at_both(site: str, direct: Node, paths: list[str]) -> None:
    for path in paths:
        pooled = ask(site, path, Host="localhost")
        answer = direct.ask(path)
        if (pooled.status, pooled.body.decode()) != (answer.status, answer.body):
            raise Failure(f"{path}: {pooled.status} behind PgBouncer, and not what the node says")
    print(f"  {len(paths)} answers are the same at both", flush=True)


def play(site: str, database: Database, port: int) -> list[str]:
    readers = Readers(site, READ, number=12)
    with readers.during("behind PgBouncer") as readings:
        ends = time.monotonic() + WHILE
        editor, most = Editor(site).sign_in(), 0
        pages = database.ask(
            "SELECT id FROM wagtailcore_page JOIN news_newspage ON page_ptr_id = id WHERE live "
            "ORDER BY id LIMIT 5"
        )
        sent = [editor.send(*editor.unpublish_form(page)) for (page,) in pages]
        sent.append(editor.upload("Bag en pulje"))
        while time.monotonic() < ends:
            most = max(most, sessions_of_web(database))
            time.sleep(0.2)
    readers.stop()
    seconds = eventually(lambda: not database.ask(UNBUILT), "the follower has built all")
    eventually(lambda: not database.ask(UNFINISHED), "the task worker has made the renditions")
    print(f"  at most {most} sessions; what editors did is built {seconds:.1f} s later", flush=True)
    faults = [*readings.wrong, *readings.broken]
    faults += [f"an editor got {each.status}" for each in sent if each.status != 302]
    if not 0 < most <= SESSIONS or readings.outcomes[503]:
        faults.append(f"{most} sessions, and {readings.outcomes[503]} readers got 503")
    for name, value in TIMEOUTS.items():
        # Each of them, some of which other transactions have been in.
        found = {through(port, f"SHOW {name}")[0][0] for _number in range(5 * SESSIONS)}
        if found != {value}:
            faults.append(f"{name} is {found}, and not the role's")
    if prepared := through(port, "SELECT count(*) FROM pg_prepared_statements")[0][0]:
        faults.append(f"{prepared} statements are prepared")
    print("\n".join(["", *HEAD, readings.row(), ""]), flush=True)
    return faults


def sessions_of_web(database: Database) -> int:
    sql = "SELECT count(*) FROM pg_stat_activity WHERE starts_with(application_name, 'cms web ')"
    return database.ask(sql)[0][0]


@contextmanager
def second_node(given: dict[str, str]) -> Iterator[Node]:
    """One that asks the database itself."""
    node = Node(free_port())
    with running(*web_server(node.port), environment=given | WEB_SETTINGS):
        eventually(lambda: is_up(node), "the node answers")
        yield node


def main() -> int:
    if shutil.which("pgbouncer") is None:
        print("Left out: there is no pgbouncer here.")
        return 0
    with ExitStack() as stack:
        data, database = stack.enter_context(data_and_database())
        with database.connect() as connection:
            for name, value in TIMEOUTS.items():
                connection.execute(f"ALTER ROLE \"{SUPERUSER}\" SET {name} = '{value}'")
        port = stack.enter_context(pooler(database))
        direct = {"DATA_DIR": str(data), "WEB_WORKERS": "2", "EVENTS_URL": "/api/v2/events/"}
        direct |= database.environment
        pooled = direct | {
            "DATABASE_URL": f"postgresql://{SUPERUSER}@127.0.0.1:{port}/postgres",
            "DATABASE_DIRECT_URL": direct["DATABASE_URL"],
        }
        site, output = stack.enter_context(demo_site_with(pooled))
        try:
            faults = play(site, database, port)
            with second_node(direct) as node:
                the_same_at_both(site, node, [*READ, *DEAREST, *OTHERS])
        except Failure as failure:
            faults = [str(failure)]
        if any("Traceback" in line for line in output):
            faults += ["the site's log has tracebacks:", *output[-200:]]
    print("\n".join(f"  {fault}" for fault in faults[:50]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
