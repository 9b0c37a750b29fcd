"""Which code the site's processes run. Each tells it to the database, as the name of its sessions:
so a process on any machine is known while it is connected, and not when it is gone.
"""

import sys

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from cms.publications.fingerprint import fingerprint

_PREFIX = "cms "
#: As much of a fingerprint as fits into a name of 63 bytes beside the process's.
_DIGITS = 12


def tell_code(connection: BaseDatabaseWrapper, **kwargs) -> None:
    """Receive `connection_created`: name the session after the process and its code."""
    name = f"{_PREFIX}{_process()[:40]} {fingerprint()[:_DIGITS]}"
    connection.connection.execute("SELECT set_config('application_name', %s, false)", [name])


def processes_with_other_code(code: str) -> list[str]:
    """Return the names of the connected processes whose code is not the one with this fingerprint,
    such as `web`, `follow`, `db_worker`.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT application_name FROM pg_stat_activity "
            "WHERE datname = current_database() AND starts_with(application_name, %s)",
            [_PREFIX],
        )
        names = [name for (name,) in cursor.fetchall()]
    found = (name.removeprefix(_PREFIX).rsplit(" ", 1) for name in names)
    return sorted({process for process, digits in found if digits != code[:_DIGITS]})


def _process() -> str:
    """Return the web server, or the command of manage.py."""
    if "cms.wsgi" in sys.modules:
        return "web"
    return "follower" if sys.argv[1:3] == ["publications", "follow"] else "".join(sys.argv[1:2])
