"""What a browser may load and run: only our own on the site, what Wagtail needs in the admin."""

import pytest
from django.urls import reverse


@pytest.fixture
def policy(client):
    """The Content-Security-Policy of a path, as a dict of directives."""

    def of(path: str) -> dict[str, str]:
        header = client.get(path).headers["Content-Security-Policy"]
        return dict(directive.split(" ", 1) for directive in header.split("; "))

    return of


@pytest.mark.django_db
def test_the_public_site_runs_no_inline_scripts_and_loads_nothing_by_itself(policy):
    public = policy("/")
    assert public["default-src"] == "'self'"
    assert "'unsafe-inline'" not in " ".join(public.values())
    assert "script-src" not in public


@pytest.mark.django_db
def test_only_the_admin_may_run_inline_scripts(policy):
    admin = policy(reverse("wagtailadmin_login"))
    assert (admin["default-src"], admin["script-src"]) == ("'self'", "'self' 'unsafe-inline'")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/", "/health/", "/api/v2/", "/no-such-page/"])
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path).headers
    expected = {
        "X-Frame-Options": "SAMEORIGIN",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert {name: headers.get(name) for name in expected} == expected
    assert "Permissions-Policy" in headers
