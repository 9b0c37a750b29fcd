"""The site's own representation, and where programs find the API."""

import json

import pytest

from cms.models import SiteSettings
from cms.representations.site import represent_site
from cms.testing import factories

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"


@pytest.fixture
def site(content):
    site = factories.site()
    SiteSettings.objects.create(
        site=site,
        organisation="KL",
        mail="post@example.dk",
        text=f'<p>Se <a linktype="page" id="{content.about.pk}">om os</a>.</p>',
        accessibility_page=content.about,
    )
    return site


class TestSite:
    @pytest.mark.parametrize(("query", "root"), [("", ROOT), ("?urls=relative", "")])
    def test_it_is_what_templates_show(self, ask, site, query, root):
        expected = json.dumps(represent_site(site)).replace("https://site.invalid", root)
        found = ask(f"site/{query}")
        assert found == json.loads(expected)
        about = f"{root}/moeder-og-netvaerk/om/"
        assert found["footer"]["text"] == f'<p>Se <a href="{about}">om os</a>.</p>'
        assert found["accessibility_url"] == about

    def test_what_is_unknown_is_refused(self, client, site):
        problem = client.get("/api/v2/site/", {"fields": "name"})
        assert (problem.status_code, problem.json()["allowed"]) == (400, ["format", "urls"])


class TestCatalog:
    def test_it_leads_to_the_api_and_its_description(self, client, site):
        response = client.get("/.well-known/api-catalog")
        assert response["Content-Type"] == (
            'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
        )
        here, api = f"{ROOT}/.well-known/api-catalog", f"{ROOT}/api/v2/"
        assert response["Link"] == f'<{here}>; rel="api-catalog"'
        assert response.json() == {
            "linkset": [
                {"anchor": here, "item": [{"href": api}]},
                {
                    "anchor": api,
                    "service-desc": [{"href": f"{api}openapi.json", "type": "application/json"}],
                    "service-doc": [{"href": f"{ROOT}/api/docs/", "type": "text/html"}],
                    "service-meta": [{"href": f"{api}site/", "type": "application/json"}],
                },
            ]
        }
        assert [client.get(f"/api/v2/{path}").status_code for path in ("", "openapi.json")] == [
            200,
            200,
        ]

    def test_its_links_are_told_by_head_as_well(self, client, site):
        response = client.head("/.well-known/api-catalog")
        assert (response.status_code, response.content) == (200, b"")
        assert response["Link"] == f'<{ROOT}/.well-known/api-catalog>; rel="api-catalog"'


class TestIndex:
    @pytest.mark.parametrize(
        ("setting", "query", "told"),
        [
            ("", "", None),
            ("/api/v2/events/", "", f"{ROOT}/api/v2/events/"),
            ("/api/v2/events/", "?urls=relative", "/api/v2/events/"),
            ("https://live.example.dk/", "?urls=relative", "https://live.example.dk/"),
        ],
    )
    def test_it_tells_of_live_events_where_there_are_some(
        self, ask, content, settings, setting, query, told
    ):
        settings.EVENTS_URL = setting
        assert ask(query).get("events_url") == told
