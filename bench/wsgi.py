"""The site as it is served in production; a request that asks for it is told how many queries it
took. Others pay for that with one look at their headers.
"""

from django.core.signals import request_started
from django.db import connections

from cms.wsgi import application as site

ASKS = "HTTP_X_COUNT_QUERIES"


def application(environ, start_response):
    if ASKS not in environ:
        return site(environ, start_response)
    queries, counted = [], []

    def count(execute, sql, *arguments):
        queries.append(sql)
        return execute(sql, *arguments)

    def begin(**kwargs):
        # Not before: the connection is that of the place which the request was given.
        counted.append(connections["default"])
        counted[0].execute_wrappers.append(count)

    def start(status, headers, *rest):
        return start_response(status, [*headers, ("X-Queries", str(len(queries)))], *rest)

    request_started.connect(begin)
    try:
        return site(environ, start)
    finally:
        request_started.disconnect(begin)
        for connection in counted:
            connection.execute_wrappers.remove(count)
