"""Where other processes find the databases of this one."""

from urllib.parse import quote, urlencode

from django.db import connection


def url_of(name: str) -> str:
    """The URL of a database on the tests' server."""
    values = connection.settings_dict
    login = ":".join(quote(values[key]) for key in ("USER", "PASSWORD") if values.get(key))
    options = {"host": values["HOST"], "port": values["PORT"]}
    query = urlencode({key: value for key, value in options.items() if value})
    return f"postgresql://{login}@/{name}?{query}"
