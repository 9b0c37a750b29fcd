"""Lines of the log, the id of a request, and what of a request is never told."""

import gzip
import json
import logging
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest
from django.conf import settings
from django.db import IntegrityError

from cms.site.proxies import behind_proxies
from cms.telemetry.formatters import JsonFormatter, LineFormatter, RoutesOnly
from cms.telemetry.requests import Observed

PROXY = "10.0.0.1"
SECRET = "hemmeligt"
DECODERS = {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress}


def given_id(told: str | None, sender: str = PROXY) -> str:
    """The id that a request has, as the answer tells it."""
    environ = {"REMOTE_ADDR": sender, "PATH_INFO": "/", "REQUEST_METHOD": "GET"}
    if told is not None:
        environ["HTTP_X_REQUEST_ID"] = told

    def application(environ, start_response):
        start_response("200 OK", [])
        return []

    answered: dict[str, str] = {}
    wrapped = behind_proxies(Observed(application), ["10.0.0.0/24"])
    wrapped(environ, lambda status, headers: answered.update(headers))
    return answered["X-Request-ID"]


def test_a_trusted_proxy_gives_a_request_its_id():
    assert given_id("abc-123") == "abc-123"
    assert given_id("a" * 64) == "a" * 64


@pytest.mark.parametrize("told", [None, "", "a" * 65, "a b", "a\nb", "æ", "<b>"])
def test_what_is_no_id_is_replaced(told):
    assert len(given_id(told)) == 32
    assert given_id(told) != given_id(told)


def test_nobody_else_gives_one():
    assert given_id("abc-123", sender="203.0.113.5") != "abc-123"


def behind_observed(client, is_logged: bool = False):
    """Let the test client's requests be observed as those of the web server are."""
    django = client.handler

    def application(environ, start_response):
        response = django(environ)
        start_response(f"{response.status_code} {response.reason_phrase}", response.items())
        return response

    observed = Observed(application, is_logged=is_logged)
    client.handler = lambda environ: observed(environ, lambda *_: None)
    return client


@pytest.mark.django_db
def test_a_problem_names_the_request(client):
    answer = behind_observed(client).get(
        "/api/v2/pages/?limit=1000", headers={"X-Request-ID": "abc-123"}
    )
    assert answer.status_code == 400
    assert answer.json()["request_id"] == "abc-123"


@pytest.mark.django_db
def test_the_access_log_tells_routes(client, caplog):
    caplog.set_level(logging.INFO, "cms.access")
    behind_observed(client, is_logged=True)
    client.get(f"/admin/password_reset/confirm/MQ/{SECRET}/?next={SECRET}")
    client.get(f"/api/v2/pages/4711/?fields={SECRET}")
    client.get(f"/{SECRET}/{SECRET}/")
    client.get(f"/{SECRET}.php")
    lines = [record for record in caplog.records if record.name == "cms.access"]
    texts = [JsonFormatter().format(line) for line in lines]
    assert [json.loads(text)["route"] for text in texts] == [
        "admin/password_reset/confirm/<uidb64>/<token>/",
        "api/v2/pages/<int:pk>/",
        "^((?:[\\w\\-]+/)*)$",
        "(no route)",
    ]
    assert [json.loads(text)["kind"] for text in texts] == ["admin", "api", "page", "page"]
    everything = "\n".join(texts) + LineFormatter().format(lines[0])
    assert SECRET not in everything
    assert "4711" not in everything


@pytest.mark.django_db
def test_what_django_logs_has_the_route_in_the_place_of_the_path(client, caplog):
    client.get(f"/api/v2/images/4711/?fields={SECRET}")
    client.get(f"/{SECRET}/")
    records = [record for record in caplog.records if record.name == "django.request"]
    assert len(records) == 2
    assert all(RoutesOnly().filter(record) for record in records)
    assert [record.getMessage() for record in records] == [
        "Not Found: api/v2/images/<int:pk>/",
        "Not Found: ^((?:[\\w\\-]+/)*)$",
    ]


def test_a_line_is_json():
    try:
        raise IntegrityError(
            f"duplicate key\nDETAIL:  Key (email)=({SECRET}@kl.dk) already exists."
        )
    except IntegrityError:
        record = logging.LogRecord(
            "cms.x", logging.ERROR, "x.py", 1, "Side %d", (7,), sys.exc_info()
        )
    told = json.loads(JsonFormatter().format(record))
    assert told.pop("time").endswith("+00:00")
    error = told.pop("error")
    assert told == {"level": "ERROR", "logger": "cms.x", "message": "Side 7"}
    assert "IntegrityError: duplicate key" in error
    assert SECRET not in error


#: The web server's application, asked for a view that fails.
FAILING = """
import io, sys, types
import django
django.setup()
from django.conf import settings
from django.urls import include, path
from wsgiref.util import setup_testing_defaults

def view(request, token):
    password = request.POST["password"]
    raise ValueError(f"wrong {password} {token}")

urls = types.ModuleType("failing_urls")
urls.urlpatterns = [path("reset/<token>/", view), path("", include("cms.urls"))]
sys.modules["failing_urls"] = urls
settings.ROOT_URLCONF = "failing_urls"
settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "Csrf" not in name]
from cms.wsgi import application
import sentry_sdk

body = b"password=hemmeligt3"
environ = {
    "PATH_INFO": "/reset/hemmeligt1/",
    "QUERY_STRING": "q=hemmeligt2",
    "REQUEST_METHOD": "POST",
    "REMOTE_ADDR": "127.0.0.1",
    "CONTENT_TYPE": "application/x-www-form-urlencoded",
    "CONTENT_LENGTH": str(len(body)),
    "HTTP_COOKIE": "sessionid=hemmeligt4",
    "HTTP_USER_AGENT": "hemmeligt5",
    "wsgi.input": io.BytesIO(body),
}
setup_testing_defaults(environ)
list(application(environ, lambda status, headers: print(status)))
sentry_sdk.flush(10)
"""


def test_sentry_is_told_the_route_and_nothing_that_was_sent(tmp_path):
    received: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append(DECODERS[self.headers.get("Content-Encoding", "")](body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        done = subprocess.run(
            [sys.executable, "-c", FAILING],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
                "DATA_DIR": str(tmp_path),
                "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
                "SENTRY_DSN": f"http://key@127.0.0.1:{server.server_port}/1",
            },
            capture_output=True,
            text=True,
        )
    finally:
        server.shutdown()
        server.server_close()
    assert (done.returncode, done.stdout) == (0, "500 Internal Server Error\n"), done.stderr
    assert SECRET not in done.stderr.replace("ValueError: wrong hemmeligt3 hemmeligt1", "")
    text = b"\n".join(received).decode()
    [event] = [
        each
        for line in text.splitlines()
        if line.startswith("{") and "exception" in (each := json.loads(line))
    ]
    [error] = event["exception"]["values"]
    assert (error["type"], event["transaction"]) == ("ValueError", "reset/<token>/")
    assert error["stacktrace"]["frames"][-1]["function"] == "view"
    assert event["request"] == {"method": "POST"}
    assert SECRET not in text
