"""From an empty or older database and uncollected files to a site that can be served."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def prepare(say: Callable[[str], None]) -> None:
    """Bring database and static files up to date; `say` is told of every step that takes time."""
    embedded = connection.settings_dict.get("EMBEDDED")
    if embedded is not None:
        verb = "Starting" if embedded.cluster.exists() else "Making"
        say(f"{verb} the embedded PostgreSQL in {embedded.folder}")
    connection.ensure_connection()

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        say(f"Making the database's tables: {len(pending)} migrations, up to half a minute")
    call_command("migrate", interactive=False, verbosity=0)

    collect_static(say)

    # Both belong to the site, not to the core, which also runs without it.
    commands = get_commands()
    if "setup_site" in commands:
        call_command("setup_site", verbosity=0)
    if "load_demo" in commands:
        call_command("load_demo", if_empty=True, verbosity=0)


def collect_static(say: Callable[[str], None]) -> None:
    """Collect, hash and compress the static files, unless none has changed since the last time."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}".encode())
    stamp = settings.STATIC_ROOT / ".collected"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    say("Collecting and compressing the static files: up to half a minute")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest.hexdigest())
