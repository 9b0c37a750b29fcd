"""What a visitor answers about a page: counted, cleaned, limited, and of nobody."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cms.feedback import how_often
from cms.feedback.models import Remark, Tally
from cms.models import Withdrawal
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}


@pytest.fixture(autouse=True)
def nobody_has_answered(monkeypatch):
    monkeypatch.setattr(how_often, "_counts", how_often.DailyCounts())


@pytest.fixture
def page() -> ArticlePage:
    return factories.page(ArticlePage, title="Sådan søger du")


@pytest.fixture
def visitor() -> Client:
    """Checked as a browser is, for the views to be the ones that need no token."""
    return Client(enforce_csrf_checks=True, headers=HERE)


def asks(client: Client, address: str) -> bool:
    return "/var-siden-nyttig/" in client.get(address).text


def tallies() -> list[tuple[int, int]]:
    return list(Tally.objects.values_list("useful", "useless"))


def texts() -> list[str]:
    return list(Remark.objects.values_list("text", flat=True))


def form_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser").find("main")


def test_an_answer_is_counted_and_what_could_be_better_is_kept(visitor, page):
    shown = BeautifulSoup(visitor.get(page.url).content, "html.parser")
    form = shown.select_one(".feedback form")
    assert [each["value"] for each in form.find_all("button")] == ["ja", "nej"]
    for answer, expected in (("ja", (1, 0)), ("nej", (1, 1)), ("nej", (1, 2))):
        told = visitor.post(form["action"], {"answer": answer}, follow=True)
        assert tallies() == [expected]
    label = form_of(told).find("label")
    assert label.string == "Hvad manglede du?"
    last = told.redirect_chain[-1][0]
    thanks = visitor.post(last, {"text": "Et link\r\ntil blanketten"}, follow=True)
    assert "Tak for hjælpen" in thanks.text
    assert Remark.objects.values_list("page", "is_useful", "text").get() == (
        page.pk,
        False,
        "Et link\ntil blanketten",
    )
    assert tallies() == [(1, 2)]
    assert not visitor.cookies
    assert "private, no-store" in told["Cache-Control"]


def test_the_question_is_the_same_for_all(visitor, page):
    asked = [visitor.get(page.url, REMOTE_ADDR=address).content for address in ("::1", "10.0.0.1")]
    assert asked[0] == asked[1]
    assert b"csrf" not in asked[0]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Skriv til ida.hansen@example.dk, tak", "Skriv til [fjernet] tak"),
        ("Ring 33 70 12 34", "Ring [fjernet]"),
        ("Ring på +45 3370-1234.", "Ring på +[fjernet]."),
        ("Jeg er 010190-1234", "Jeg er [fjernet]"),
        ("Konto 1234 0001234567", "Konto [fjernet]"),
        ("Fra 2026, i 2650 Hvidovre", "Fra 2026, i 2650 Hvidovre"),
        ("١٢٣٤٥٦", "[fjernet]"),
        ("a@b", "[fjernet]"),
    ],
)
def test_what_tells_who_wrote_is_removed_before_it_is_stored(visitor, page, written, kept):
    visitor.post(f"/var-siden-nyttig/{page.pk}/nej/", {"text": written})
    assert texts() == [kept]


def test_a_text_that_cannot_be_kept_comes_back_with_the_reason_at_its_field(visitor, page):
    address = f"/var-siden-nyttig/{page.pk}/ja/"
    fits = "æ" * 498 + "\r\n" + "b"
    for written, told in (
        ("a" * 501, "Skriv højst 500 tegn. Nu er der 501."),
        ("   ", "Skriv noget, eller gå tilbage til siden."),
        ("a\0b", "Null-tegn er ikke tilladte."),
    ):
        response = visitor.post(address, {"text": written})
        assert response.status_code == 400
        field = form_of(response).find("textarea")
        assert field.get_text().strip("\n") == written
        described = field["aria-describedby"].split()
        assert form_of(response).find(id=described[-1]).string == told
        assert all(form_of(response).find(id=each) for each in described)
        assert (field["aria-invalid"], field.has_attr("autofocus")) == ("true", True)
        assert "<title>Fejl: " in response.text
    assert texts() == []
    assert visitor.post(address, {"text": fits}).status_code == 302
    assert texts() == [fits.replace("\r\n", "\n")]


@pytest.mark.parametrize("answer", ["", "måske", "\0"])
def test_what_is_no_answer_gets_the_question_again(visitor, page, answer):
    response = visitor.post(f"/var-siden-nyttig/{page.pk}/", {"answer": answer})
    assert response.status_code == 400
    assert form_of(response).select_one(".form-error").string == "Vælg ja eller nej."
    assert tallies() == []


@pytest.mark.parametrize("origin", ["", "null", "https://testserver", "http://evil.example"])
def test_what_other_sites_send_is_not_taken_and_not_lost(page, origin):
    client = Client(enforce_csrf_checks=True, headers={"Origin": origin})
    told = "Dit svar blev ikke sendt her fra webstedet. Send det herfra."
    for way, values in (("", {"answer": "ja"}), ("nej/", {"text": "Tænkt over"})):
        response = client.post(f"/var-siden-nyttig/{page.pk}/{way}", values)
        assert (response.status_code, told in response.text) == (403, True)
    assert "Tænkt over" in response.text
    assert (tallies(), texts()) == ([], [])


def test_an_origin_that_is_trusted_may_send(page, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://rediger.example.dk"]
    client = Client(headers={"Origin": "https://rediger.example.dk"})
    client.post(f"/var-siden-nyttig/{page.pk}/", {"answer": "ja"})
    assert tallies() == [(1, 0)]


def test_one_place_answers_so_often_and_others_all_the_same(visitor, page):
    address = f"/var-siden-nyttig/{page.pk}/"
    other = factories.page(ArticlePage)
    # Two addresses of one network, as one household has them.
    places = ["2001:db8::1", "2001:db8::2"] * (how_often.ABOUT_ONE // 2)
    for place in places:
        visitor.post(address, {"answer": "ja"}, REMOTE_ADDR=place)
    refused = visitor.post(address, {"answer": "ja"}, REMOTE_ADDR=places[0])
    assert refused.status_code == 429
    assert "flere. Prøv igen i morgen." in refused.text
    written = visitor.post(f"{address}ja/", {"text": "Godt"}, REMOTE_ADDR=places[0])
    assert (written.status_code, "Godt" in written.text) == (429, True)
    assert tallies() == [(how_often.ABOUT_ONE, 0)]
    visitor.post(address, {"answer": "nej"}, REMOTE_ADDR="2001:db8:0:1::1")
    assert tallies() == [(how_often.ABOUT_ONE, 1)]
    visitor.post(f"/var-siden-nyttig/{other.pk}/", {"answer": "ja"}, REMOTE_ADDR=places[0])
    assert Tally.objects.get(page=other).useful == 1


def test_counts_of_a_place_end_with_the_day_and_nobody_is_named():
    counts, today = how_often.DailyCounts(), timezone.localdate()
    asked = [counts.allows(today, {"192.0.2.7": 2, "192.0.2.7 1": 1}) for _ in range(2)]
    assert asked == [True, False]
    named = set(counts._counts)
    assert "192.0.2.7" not in str(vars(counts))
    assert counts.allows(today + timedelta(days=1), {"192.0.2.7": 2, "192.0.2.7 1": 1})
    assert named.isdisjoint(counts._counts)


def test_what_is_not_public_is_not_asked_about(visitor, page, admin_user):
    draft = factories.draft(ArticlePage)
    restricted = factories.page(ArticlePage)
    factories.restrict(restricted)
    withdrawn = factories.page(ArticlePage)
    Withdrawal.objects.create(page=withdrawn, on=timezone.localdate(), note="")
    assert (asks(visitor, page.url), asks(visitor, withdrawn.url)) == (True, False)
    for hidden in (draft.pk, restricted.pk, withdrawn.pk, 0, 10**30):
        for way in ("", "ja/", "nej/"):
            values = {"answer": "ja", "text": "Her?"}
            address = f"/var-siden-nyttig/{hidden}/{way}"
            assert visitor.get(address).status_code == 404
            assert visitor.post(address, values).status_code == 404
        assert visitor.get(f"/var-siden-nyttig/{hidden}/tak/").status_code == 404
    assert (tallies(), texts()) == ([], [])
    visitor.force_login(admin_user)
    member = visitor.get(restricted.url)
    assert (member.status_code, "/var-siden-nyttig/" in member.text) == (200, False)
    assert asks(visitor, page.url)


def test_remarks_are_forgotten_after_90_days_and_counts_stay(page, capsys):
    now = timezone.now()
    Tally.objects.create(page=page, useful=3, useless=1)
    for days in (89, 91):
        made = Remark.objects.create(page=page, is_useful=True, text=f"{days} dage")
        Remark.objects.filter(pk=made.pk).update(at=now - timedelta(days=days))
    call_command("forget_remarks")
    assert capsys.readouterr().out == "1 remarks deleted.\n"
    assert (texts(), tallies()) == (["89 dage"], [(3, 1)])
