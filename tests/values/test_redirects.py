"""Old addresses: kept when a page with a long slug is renamed, found whatever stands in them, and
never a way round in a circle.
"""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect

from cms.testing import factories
from news.models import NewsPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/a,b", "/a;b", "/a;c;b", "/a%2Cb", "/a%3Bb", "/æ,ø"])
@pytest.mark.parametrize("asked", ["as it is", "escaped"])
def test_a_path_with_commas_and_semicolons(client, path, asked):
    factories.site()
    Redirect.add_redirect(path, "https://www.kl.dk/")
    address = path if asked == "as it is" else path.replace(",", "%2C").replace(";", "%3B")
    response = client.get(address)
    assert (response.status_code, response.get("Location")) == (301, "https://www.kl.dk/")


def test_a_page_with_a_slug_of_255_characters_is_renamed_with_its_redirect(
    client, django_capture_on_commit_callbacks
):
    article = factories.page(NewsPage, slug="a" * 255)
    before = article.get_url()
    with django_capture_on_commit_callbacks(execute=True):
        article.slug = "kort"
        article.save()
    response = client.get(before)
    assert response.status_code == 301
    assert response["Location"].endswith("/nyheder/kort/")


class TestCircles:
    def post(self, admin, old_path: str, link: str):
        data = {"old_path": old_path, "redirect_link": link, "redirect_page": "", "site": ""}
        return admin.post("/admin/redirects/add/", data)

    @pytest.mark.parametrize("link", ["http://localhost/gammel", "http://localhost/gammel/?"])
    def test_to_itself(self, admin, link):
        factories.site()
        response = self.post(admin, "/gammel", link)
        text = BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
        assert "Omdirigeringen ville føre tilbage til /gammel. Vælg et andet mål." in text
        assert not Redirect.objects.exists()

    def test_round(self, admin):
        factories.site()
        assert self.post(admin, "/a", "http://localhost/b").status_code == 302
        assert self.post(admin, "/b", "http://localhost/c").status_code == 302
        assert self.post(admin, "/c", "http://localhost/a").status_code == 200
        assert self.post(admin, "/d", "http://localhost/a").status_code == 302
        assert Redirect.objects.count() == 3

    def test_one_that_came_by_other_ways_is_not_followed(self, client):
        factories.site()
        Redirect.add_redirect("/a", "http://localhost/b")
        Redirect.add_redirect("/b", "http://localhost/a")
        assert client.get("/a/").status_code == 404

    def test_a_row_that_closes_one_is_refused_at_the_import_and_named(self, admin, client):
        factories.site()
        Redirect.add_redirect("/d", "http://localhost/e")
        rows = (
            b"from,to\n/a,http://localhost/b\n/b,http://localhost/c\n/c,http://localhost/a/\n"
            b"/e,http://localhost/d\n/f,http://localhost/f\n/g,https://www.kl.dk/\n"
        )
        file = SimpleUploadedFile("omdirigeringer.csv", rows, "text/csv")
        answer = admin.post("/admin/redirects/import/", {"import_file": file})
        chosen = {"from_index": 0, "to_index": 1, "permanent": "on", "site": ""}
        data = answer.context["form"].initial | chosen
        answer = admin.post("/admin/redirects/import/process/", data)
        table = BeautifulSoup(answer.content, "html.parser").select("#summary tbody tr")
        assert [[cell.get_text() for cell in row.find_all("td")] for row in table] == [
            [start, end, f"Omdirigeringen ville føre tilbage til {start}. Vælg et andet mål."]
            for start, end in [
                ("/c", "http://localhost/a/"),
                ("/e", "http://localhost/d"),
                ("/f", "http://localhost/f"),
            ]
        ]
        made = Redirect.objects.order_by("old_path").values_list("old_path", flat=True)
        assert [*made] == ["/a", "/b", "/d", "/g"]
        assert client.get("/g/")["Location"] == "https://www.kl.dk/"
