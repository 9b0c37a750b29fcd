"""The tests' database: migrated once, kept as a template, and copied for each test process.

Migrating an empty database takes many times as long as the copy, so the migrated one is kept
under a name that holds a digest of the migrations; a changed migration makes a new template.
Django then runs `migrate` on the copy, which has nothing to do but what follows migrations
(permissions, content types), so the copy always fits the code.
"""

import gc
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_started
from django.db import connection, connections
from django.db.models.signals import post_delete, post_save
from django.urls import get_resolver
from hypothesis.internal.conjecture import providers
from wagtail.models import Page, Site

from cms.publications.installation import install
from cms.testing import factories
from cms.testing.deferred import run_deferred

#: What takes longest begins first, so that the processes end together.
LONGEST = (
    "tests/browser/",
    "tests/privacy/",
    "tests/costs/",
    "cms/publications/tests/test_storm.py",
    "tests/test_running.py",
    "tests/faults/test_admin.py",
)

ROOT_OF_SITE = 2  # its depth in the tree
TEMPLATE_PREFIX = "template_cms_"
TEMPLATES_KEPT = 6  # with and without plugins, with a new one, and those of a branch before
# Processes that start together make the template once: they queue for this advisory lock.
TEMPLATE_LOCK = 20220407

# Tests that are collected, and the states of migrations, are many and stay: looking for garbage
# among them as often as Python does would take a seventh of the time of both.
gc.set_threshold(100_000, 20, 100)


def pytest_sessionstart(session: pytest.Session) -> None:
    # pytest-xdist ends its processes so abruptly that none of them would stop the server.
    embedded = connection.settings_dict.get("EMBEDDED")
    if embedded is not None and not hasattr(session.config, "workerinput"):
        embedded.acquire()


def pytest_configure() -> None:
    # Hypothesis draws from the constants of all modules loaded by then, so "derandomized" examples
    # would hang on which tests ran before in the same process.
    providers._get_local_constants = lambda: providers._local_constants


def pytest_unconfigure() -> None:
    shutil.rmtree(settings.UPLOADS, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Tests of a module run in one process, where they share what the module has set up."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.location[0]))
    yield  # pytest-xdist reads the groups, and pytest-django puts tests without a database last
    items.sort(key=lambda item: rank(item.location[0]))


def pytest_collection_finish() -> None:
    """The views are loaded in Danish, as by a web server: some of Wagtail's texts stay as they were
    then, and the migrations run in no language. What is loaded by now stays, so that no collection
    of garbage looks at it again: a tenth of the suite's time.
    """
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()


def rank(path: str) -> int:
    """Return the place of a file's tests among those that take longest, or the last."""
    found = (place for place, longest in enumerate(LONGEST) if path.startswith(longest))
    return next(found, len(LONGEST))


@pytest.fixture(autouse=True, scope="session")
def numbered_before_requests() -> Iterator[None]:
    """Number what a test has changed when it begins a request: most tests roll back, and so never
    come to the commit at which that happens.
    """
    request_started.connect(number_changes)
    yield
    request_started.disconnect(number_changes)


def number_changes(**kwargs) -> None:
    """Run the deferred trigger of `cms.publications` now, out of sight of query counts."""
    if connection.connection is not None and connection.in_atomic_block:
        run_deferred(connection.connection, "publications_number")


@pytest.fixture(autouse=True, scope="session")
def changed_sites() -> Iterator[list[type]]:
    """The models of what sites are made of, of which a test has saved or deleted something."""
    changed: list[type] = []

    def note(sender: type, instance: Any, **kwargs: Any) -> None:
        if issubclass(sender, Site) or (
            issubclass(sender, Page) and instance.depth == ROOT_OF_SITE
        ):
            changed.append(sender)

    for signal in (post_save, post_delete):
        signal.connect(note)
    yield changed
    for signal in (post_save, post_delete):
        signal.disconnect(note)


@pytest.fixture(autouse=True)
def sites_as_they_are(changed_sites: list[type]) -> Iterator[None]:
    """Forget the sites' addresses, which Wagtail keeps in a cache, after a test that has changed a
    site or its root: the change is taken back, and the cache would go on telling of it.
    """
    changed_sites.clear()
    yield
    if changed_sites:
        Site.clear_site_root_paths_cache()


@pytest.fixture
def committing_database(django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database of the test's own, in which its transactions really commit; gives its name.

    Other processes reach it when they take that name. Faster than emptying all tables, and no
    other test is left without the pages that the migrations make.
    """
    with database_of_its_own(django_db_blocker) as name:
        yield name


@contextmanager
def database_of_its_own(django_db_blocker) -> Iterator[str]:
    """What `committing_database` gives, for fixtures of wider scope."""
    shared = connection.settings_dict["NAME"]
    template = connection.settings_dict["TEST"]["TEMPLATE"]
    name = f"{shared}_own"
    with django_db_blocker.unblock():
        with maintenance_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        use_database(name)
        install()  # the template may be as old as its migrations
        yield name
        use_database(shared)
        with maintenance_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def use_database(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    # Content types stay cached: they have the same keys in every copy of the template.
    Site.clear_site_root_paths_cache()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker) -> None:
    """Name this process's database, and the template that it is copied from."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    run = os.getppid() if worker else os.getpid()
    test = connection.settings_dict["TEST"]
    with django_db_blocker.unblock():
        test["TEMPLATE"] = migrated_template()
    test["NAME"] = f"test_cms_{run}_{worker or 'main'}"


def migrated_template() -> str:
    """The name of a database in which all migrations have run; made if there is none."""
    name = f"{TEMPLATE_PREFIX}{migrations_digest()}"
    with maintenance_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        drop_leftovers(cursor)
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            draft = f"{name}_draft"
            cursor.execute(f'DROP DATABASE IF EXISTS "{draft}"')
            cursor.execute(f'CREATE DATABASE "{draft}"')
            migrate(draft)
            cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


def migrations_digest() -> str:
    """A digest of what the installed apps' migrations are: versions, names, our own contents."""
    digest = hashlib.sha256()
    for package in ("django", "wagtail", "wagtail-modeladmin", "django-tasks-db"):
        digest.update(f"{package} {version(package)}".encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(f"{app.label} {path.name}".encode())
            if "site-packages" not in path.parts:
                digest.update(path.read_bytes())
    digest.update(Path(factories.__file__).read_bytes())
    return digest.hexdigest()[:16]


def drop_leftovers(cursor) -> None:
    """Drop old templates, and databases of runs that were killed, from the embedded server."""
    cursor.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC OFFSET %s",
        [f"{TEMPLATE_PREFIX}%", TEMPLATES_KEPT],
    )
    leftovers = [name for (name,) in cursor.fetchall()]
    if "EMBEDDED" in connection.settings_dict:  # elsewhere the process may be another machine's
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test_cms_%'")
        for (name,) in cursor.fetchall():
            if not Path(f"/proc/{name.split('_')[2]}").exists():
                leftovers.append(name)
    for name in leftovers:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def migrate(name: str) -> None:
    settings_dict = connection.settings_dict
    original = settings_dict["NAME"]
    connection.close()
    settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
        factories.section()
    finally:
        connection.close()
        settings_dict["NAME"] = original


@contextmanager
def maintenance_cursor() -> Iterator:
    """A cursor on the server's database `postgres`, which always exists."""
    maintenance = connections["default"].copy()
    maintenance.settings_dict = connection.settings_dict | {"NAME": "postgres"}
    try:
        with maintenance.cursor() as cursor:
            yield cursor
    finally:
        maintenance.close()
