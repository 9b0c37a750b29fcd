"""Addresses that lead nowhere, however they are written."""

import pytest
from django.test import Client

from tests.faults.reasons import reason

pytestmark = pytest.mark.django_db

HUGE = "9" * 5_000  # more digits than Python reads as a number
BIG = "9" * 20  # more than the database holds


@pytest.mark.parametrize(
    "path",
    [
        f"/{'a' * 3_000}/",
        f"/moeder-og-netvaerk/{'a' * 3_000}/",
        "/" + "a/" * 1_500,
        "/" + "%C3%A6" * 1_000 + "/",
        "/%F0%9F%98%80/",
        "/%00/",
        "/moeder-og-netvaerk/%00/",
        "/moeder-og-netvaerk/nyheder/artikel%00/",
        "/moeder-og-netvaerk/nyheder/ARTIKEL%E2%80%AE/",
        "/%FF%FE/",
        "/%ED%A0%80/",
        "/a%0D%0ASet-Cookie:x/",
        "/..%2F..%2Fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/moeder-og-netvaerk/nyheder/artikel/nedenunder/",
        "/filer/1/%00",
        f"/filer/1/{'a' * 3_000}",
        f"/filer/{BIG}/rapport.pdf",
        f"/filer/{HUGE}/rapport.pdf",
        f"/filer/{BIG}/rapport.pdf/side-1.webp",
        f"/filer/{HUGE}/rapport.pdf/side-1.webp",
        f"/_util/authenticate_with_password/{BIG}/{BIG}/",
        f"/_util/authenticate_with_password/{HUGE}/1/",
        f"/filer/authenticate_with_password/{BIG}/",
        f"/filer/authenticate_with_password/{HUGE}/",
        "/media/%00",
        f"/media/{'a' * 3_000}",
        f"/static/{'a' * 3_000}/",
        "/static/%00",
    ],
)
def test_nothing_is_there(client: Client, site, path):
    response = client.get(path)
    assert response.status_code == 404
    assert reason(response) == (
        "Siden er måske flyttet eller fjernet, eller adressen er stavet forkert."
    )


@pytest.mark.parametrize("path", ["/media/../../etc/passwd", "/media/%2e%2e/%2e%2e/etc/passwd"])
def test_a_way_out_of_the_media_folder_is_refused(client: Client, site, path):
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("accept", ["application/json", "text/markdown", "application/xml"])
def test_programs_are_told_as_problem_details(client: Client, site, accept):
    response = client.get("/findes-ikke/", headers={"accept": accept})
    assert response.status_code == 404
    assert reason(response) == "There is nothing at this address."


@pytest.mark.parametrize(
    "path",
    ["bogus/", "pages/abc/", "pages/-1/", "pages/%00/", f"pages/{HUGE}/", "pages/1/2/", "pages/²/"],
)
def test_the_api_speaks_to_programs(client: Client, site, path):
    response = client.get(f"/api/v2/{path}")
    assert response.status_code == 404
    assert reason(response) == "There is nothing at this address."


@pytest.mark.parametrize("endpoint", ["pages", "images", "documents", "redirects"])
@pytest.mark.parametrize("pk", ["0", BIG])
def test_an_object_that_is_not_there(client: Client, site, endpoint, pk):
    response = client.get(f"/api/v2/{endpoint}/{pk}/")
    assert response.status_code == 404
    assert "matches the given query" in reason(response)


@pytest.mark.parametrize(
    "path", ["/", "/findes-ikke/", "/api/v2/pages/", "/log-ind/", "/soeg/?q=a"]
)
def test_a_request_for_a_site_that_is_not_set_up(client: Client, site, path):
    """As on the first day, before `setup_site`."""
    site["news"].get_site().delete()
    assert client.get(path).status_code in (200, 404)


def test_a_root_that_is_not_there(client: Client, site):
    site["news"].get_site().delete()
    response = client.get("/api/v2/pages/", {"child_of": "root"})
    assert response.status_code == 400
    assert reason(response) == "there is no site at this host, and so no root"
