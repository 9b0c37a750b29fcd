"""Wagtail's two indexes in tests: the one that the admin searches, and the one of what refers to
what.

Tasks keep them up, in production in a process of its own. In tests they would run within each save
and take half of its time, though few tests look into the indexes. So they wait until something asks
a table of theirs, which then finds it as if they had run at once; at the latest until the commit.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import connection
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult

INDEXING = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}
TABLES = ("wagtailsearch_indexentry", "wagtailcore_referenceindex")


class TasksBackend(ImmediateBackend):
    """Runs tasks at once, but those that keep up an index when it is asked."""

    def _execute_task(self, task_result: TaskResult) -> None:
        run = partial(super()._execute_task, task_result)
        name = task_result.task.module_path
        if name not in INDEXING or not connection.in_atomic_block:
            run()
            return
        if look_at not in connection.execute_wrappers:
            # The first, so that it is not taken for the one that a test adds and takes away.
            connection.execute_wrappers.insert(0, look_at)
        connection.on_commit(Waiting((name, *task_result.args), run))


class Waiting:
    """A task among what is to be done on commit, where a rollback takes it out again."""

    def __init__(self, key: Hashable, run: Callable[[], None]) -> None:
        self.key = key
        self.run = run
        self.done: Callable[[], None] | None = None

    def __call__(self) -> None:
        if connection.in_atomic_block:  # a test runs what waits for a commit
            catch_up()
        else:
            self.run()


def look_at(execute: Callable, sql: Any, params: Any, many: bool, context: dict) -> Any:
    """Let what an index lacks be added before a statement that names it."""
    text = str(sql)
    if any(table in text for table in TABLES):
        catch_up()
    return execute(sql, params, many, context)


def catch_up() -> None:
    """Run the tasks that wait, of each object once, unless they have run and stand: what ran within
    a savepoint that was rolled back runs again.
    """
    to_be_done = [function for _savepoints, function, _robust in connection.run_on_commit]
    standing = set(map(id, to_be_done))
    waiting = [
        each for each in to_be_done if isinstance(each, Waiting) and id(each.done) not in standing
    ]
    if not waiting:
        return

    def done() -> None:
        """Stands among what is to be done on commit as long as the tasks' work stands."""

    connection.on_commit(done)
    with unseen():
        for task in {each.key: each for each in waiting}.values():
            task.run()
    for each in waiting:
        each.done = done


@contextmanager
def unseen() -> Iterator[None]:
    """Within it, statements are neither counted nor seen by what tests have wrapped around them."""
    wrappers, connection.execute_wrappers = connection.execute_wrappers, []
    forced, connection.force_debug_cursor = connection.force_debug_cursor, False
    try:
        yield
    finally:
        connection.execute_wrappers, connection.force_debug_cursor = wrappers, forced
