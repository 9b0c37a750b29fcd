"""The site as it is served in production; a request that asks for it is told how many queries it
took. Others pay for that with one look at their headers.
"""

from django.db import connection

from cms.wsgi import application as site

ASKS = "HTTP_X_COUNT_QUERIES"


def application(environ, start_response):
    if ASKS not in environ:
        return site(environ, start_response)
    queries = []

    def count(execute, sql, *arguments):
        queries.append(sql)
        return execute(sql, *arguments)

    def start(status, headers, *rest):
        return start_response(status, [*headers, ("X-Queries", str(len(queries)))], *rest)

    with connection.execute_wrapper(count):
        return site(environ, start)
