"""What is hidden is not told at `/metrics`, nor what is asked for by whom."""

from ipaddress import ip_network

import pytest
from django.test import Client

from cms.publications.backlog import build_backlog
from cms.telemetry.exposition import Exposition
from cms.telemetry.requests import Observed
from cms.testing import factories

SECRET = "hemmeligt"


@pytest.mark.django_db
def test_no_metric_names_a_page_an_address_or_a_word():
    section = factories.section()
    section.title = SECRET
    section.save_revision().publish()
    client = Client()
    django = client.handler

    def application(environ, start_response):
        response = django(environ)
        start_response(f"{response.status_code} {response.reason_phrase}", response.items())
        return response

    networks = [ip_network("127.0.0.0/8")]
    exposing = Exposition(Observed(application), networks)
    client.handler = lambda environ: exposing(environ, lambda *_: None)
    for path in (
        section.url,
        f"/{SECRET}/",
        f"/{SECRET}.php",
        f"/admin/{SECRET}/4711/",
        f"/filer/4711/{SECRET}.pdf",
        f"/soeg/?q={SECRET}",
        f"/api/v2/pages/4711/?fields={SECRET}",
    ):
        client.get(path, headers={"User-Agent": SECRET, "X-Request-ID": SECRET})
    list(build_backlog())

    told: list[bytes] = []
    environ = {"PATH_INFO": "/metrics", "REQUEST_METHOD": "GET", "REMOTE_ADDR": "127.0.0.1"}
    told += exposing(environ, lambda *_: None)
    text = b"".join(told).decode()
    assert 'cms_requests_total{kind="page",status="200"}' in text
    assert SECRET not in text
    assert "4711" not in text
    # The way through a web server in front is closed, whoever is let in otherwise.
    proxied = client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}, follow=True)
    assert proxied.status_code == 404
    assert "cms_" not in proxied.content.decode()
