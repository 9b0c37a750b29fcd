"""Links to other sites: asked now and then, and dead once they have failed on three days."""

from datetime import timedelta
from io import StringIO
from itertools import chain
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from cms.checklist.judging import findings
from cms.danish.dates import date_text
from cms.links.models import Address, AddressOnPage, CheckedIn
from cms.links.tests.linking import article, at
from cms.models import StoredFinding
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.users.models import User

pytestmark = pytest.mark.django_db


def run(*command: str) -> str:
    output = StringIO()
    call_command(*command, stdout=output)
    return output.getvalue()


def read() -> None:
    """Do what the scheduler does within a minute of a change."""
    run("check_pages")


def ask(days: int = 1) -> None:
    """Ask what is due on that many days."""
    for _day in range(days):
        run("links", "ask")
        Address.objects.update(due_at=timezone.now())
        for each in Address.objects.exclude(failed_on=None):
            each.failed_on -= timedelta(days=1)
            each.save()


def urls() -> list[str]:
    return list(Address.objects.order_by("url").values_list("url", flat=True))


def state(url: str) -> tuple[int | None, str, int]:
    found = Address.objects.get(url=url)
    return found.status, found.reason, found.failures


class TestWhatIsAsked:
    def test_what_live_pages_tell_their_readers(self, outside, settings):
        site = factories.site()
        site.hostname = "www.vores.example"
        site.save()
        page = article(
            at("https://a.example/sti?b=1#del"),
            at("https://a.example/sti?b=1"),
            at("http://www.vores.example/findes/ikke"),
            at("mailto:a@a.example"),
            at("https://a.example/" + "x" * 2000),
            ("link_button", {"text": "Tilmeld", "page": None, "url": "https://b.example/"}),
            summary='<p><a href="https://c.example">C</a></p>',
        )
        factories.draft(ArticlePage, body=[at("https://kladde.example/")])
        read()
        assert urls() == ["https://a.example/sti?b=1", "https://b.example/", "https://c.example"]
        assert AddressOnPage.objects.filter(page=page).count() == 4
        page.body = [at("https://b.example/")]
        page.summary = ""
        page.save()
        page.save_revision().publish()
        read()
        assert run("links", "tidy") == "2 addresses forgotten.\n"
        assert urls() == ["https://b.example/"]
        page.unpublish()
        assert run("links", "ask") == "0 addresses asked.\n"
        assert run("links", "tidy") == "1 addresses forgotten.\n"
        assert (urls(), AddressOnPage.objects.count()) == ([], 0)

    def test_a_link_that_is_shown_by_a_rule_is_not_asked(self, monkeypatch):
        fields = [each for each in ArticlePage.api_fields if each != "summary"]
        monkeypatch.setattr(ArticlePage, "api_fields", fields)
        article(summary='<p><a href="https://deltagere.example/">Mødet</a></p>')
        read()
        assert urls() == []

    def test_one_of_each_host_in_a_run_and_no_more_than_there_is_room_for(
        self, outside, monkeypatch
    ):
        monkeypatch.setattr("cms.links.due.MOST", 2)
        root = f"example:{outside.port}"
        article(*(at(f"http://{each}.{root}/{n}") for each in "abc" for n in range(2)))
        read()
        runs = []
        for _ in range(5):
            outside.requests.clear()
            run("links", "ask")
            runs.append(sorted(request.headers["host"][0] for request in outside.requests))
        # Six addresses of three hosts, two a run, none of a host twice in one.
        assert sorted(chain(*runs)) == sorted("aabbcc")
        assert all(len(set(each)) == len(each) <= 2 for each in runs)

    def test_nothing_where_the_site_is_silent_or_a_copy(self, outside, settings):
        article(at(f"http://a.example:{outside.port}/"))
        read()
        settings.OUTGOING = False
        assert run("links", "ask") == "OUTGOING=off: this copy of the site asks nobody anything.\n"
        with pytest.raises(CommandError, match="OUTGOING=off"):
            run("links", "here")
        settings.OUTGOING = True
        CheckedIn.objects.update_or_create(pk=1, defaults={"epoch": "en-anden"})
        told = "Links are asked in another database; `links here` has them asked in this one.\n"
        assert run("links", "ask") == told
        assert run("links", "status").splitlines()[1:] == [
            "Addresses:   1", "Due:         1", "Dead:        0", told.strip()
        ]  # fmt: skip
        assert outside.requests == []
        run("links", "here")
        assert run("links", "ask") == "1 addresses asked.\n"
        assert len(outside.requests) == 1

    def test_what_lies_inside_is_not_reached_and_not_called_dead(self, outside, settings):
        settings.WEBHOOK_ALLOWED_NETWORKS = []
        url = f"http://intranet.example:{outside.port}/"
        article(at(url))
        read()
        ask(days=3)
        assert (state(url), outside.requests) == ((None, "inside", 0), [])


class TestWhatIsAnswered:
    @pytest.fixture
    def url(self, outside) -> str:
        made = f"http://a.example:{outside.port}/side"
        article(at(made))
        read()
        return made

    def test_head_first_and_get_where_that_is_refused(self, url, outside):
        outside.answer = lambda request: (405 if request.method == "HEAD" else 200, {})
        ask()
        assert [each.method for each in outside.requests] == ["HEAD", "GET"]
        assert outside.requests[0].headers["user-agent"] == (
            f"content-platform-links/1 (+{factories.site().root_url}/)"
        )
        assert state(url) == (200, "", 0)

    @pytest.mark.parametrize("status", [200, 204, 301, 401, 403, 451, 999])
    def test_there_is_something(self, status, url, outside):
        Address.objects.update(failures=3, failing_since=timezone.now())
        outside.answer = lambda request: (status, {})
        run("links", "ask")
        assert state(url) == (status, "", 0)
        due_in = Address.objects.get().due_at - timezone.now()
        assert timedelta(days=6) < due_in <= timedelta(days=7)

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_nothing_is_known(self, status, url, outside):
        Address.objects.update(failures=2, failing_since=timezone.now())
        outside.answer = lambda request: (status, {"Retry-After": "172800"})
        run("links", "ask")
        assert state(url) == (status, "", 2)
        due_in = Address.objects.get().due_at - timezone.now()
        assert timedelta(days=1) < due_in <= timedelta(days=2)

    def test_redirects_are_followed_each_held_to_the_same(self, url, outside):
        outside.answer = lambda request: (
            (301, {"Location": f"http://b.example:{outside.port}/ny"})
            if request.path == "/side"
            else (404, {})
        )
        ask()
        hosts = [each.headers["host"].partition(":")[0] for each in outside.requests]
        assert hosts == ["a.example", "b.example", "b.example"]
        assert state(url) == (404, "", 1)
        outside.answer = lambda request: (302, {"Location": "http://169.254.169.254/"})
        ask()
        assert state(url) == (None, "inside", 1)

    def test_what_leads_round_in_a_circle_ends(self, url, outside):
        outside.answer = lambda request: (302, {"Location": "/side"})
        ask()
        assert (len(outside.requests), state(url)) == (6, (302, "", 0))

    def test_a_name_that_is_gone_counts_if_others_are_reached(self, url, outside):
        article(at("http://gone.example/"), at("http://also.gone.example/"))
        read()
        ask()
        assert state("http://gone.example/") == (None, "name", 1)
        # The one that answered last is asked where none of a run does.
        AddressOnPage.objects.filter(address__url=url).delete()
        ask()
        assert state("http://gone.example/") == (None, "name", 2)

    def test_none_counts_if_the_fault_is_likely_to_be_ours(self):
        article(at("http://gone.example/"))
        read()
        ask(days=4)
        assert state("http://gone.example/")[2] == 0


class TestWhatEditorsAreTold:
    MESSAGE = (
        "»Klimaplanen« fører til en adresse, der ikke har virket siden %s. Ret adressen, eller "
        "fjern linket."
    )

    def told(self, page: Any) -> list[tuple[str, bool]]:
        found = [each for each in findings(page) if each.code == "external_links"]
        return [(str(each.message), each.is_error) for each in found]

    def test_a_link_is_dead_after_three_days_and_until_it_works(self, outside):
        url = f"http://a.example:{outside.port}/side"
        page = article(at(url))
        read()
        outside.answer = lambda request: (404, {})
        ask(days=2)
        run("links", "ask")
        run("links", "ask")  # not due
        assert state(url)[2] == 3
        message = self.MESSAGE % date_text(timezone.localdate())
        assert self.told(page) == [(message, False)]
        read()
        assert StoredFinding.objects.get(code="external_links").message == message
        outside.answer = lambda request: (200, {})
        Address.objects.update(due_at=timezone.now())
        run("links", "ask")
        assert self.told(page) == []
        read()
        assert not StoredFinding.objects.filter(code="external_links").exists()

    def test_failures_of_one_day_count_once(self, outside):
        url = f"http://a.example:{outside.port}/side"
        article(at(url))
        read()
        outside.answer = lambda request: (410, {})
        for _ in range(4):
            run("links", "ask")
            Address.objects.update(due_at=timezone.now())
        assert state(url)[2] == 1

    def test_the_report_names_the_pages_that_one_may_edit(self, admin_client, client):
        mine, others = article(at("https://død.example/")), article(at("https://død.example/"))
        hidden = article(at("https://anden.example/"))
        for page, title in ((mine, "Min"), (others, "Andres"), (hidden, "Skjult")):
            page.title = page.draft_title = title
            page.save()
        read()
        Address.objects.update(failures=3, failing_since=timezone.now(), status=404)
        group = Group.objects.create(name="Kun én side")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        change = Permission.objects.get(codename="change_page")
        GroupPagePermission.objects.create(group=group, page=mine, permission=change)
        editor = User.objects.create_user("redaktør")
        editor.groups.add(group)
        client.force_login(editor)
        url = reverse("cms_dead_links")
        shown = client.get(url).text
        assert "Der er intet på adressen (404)." in shown
        assert "1 side, som du ikke må redigere" in shown
        soup = BeautifulSoup(shown, "html.parser")
        [link] = soup.select("table.listing td li a")
        edit = reverse("wagtailadmin_pages:edit", args=[mine.pk])
        path = f"#:w:contentpath=body.{mine.body[0].id}"
        assert (link["href"], link.get_text()) == (f"{edit}{path}", "Min")
        assert not any(word in shown for word in ("Andres", "Skjult", "anden.example"))
        rows = admin_client.get(url, {"export": "csv"}).getvalue().decode().splitlines()
        assert [row.split(",")[-1] for row in rows] == ["Sider", "Skjult", "Andres; Min"]

    def test_the_report_costs_as_much_for_one_and_three(
        self, admin_client, django_assert_num_queries
    ):
        def dead(number: int) -> None:
            for each in range(number):
                article(at(f"https://d{each}{number}.example/"))
            read()
            Address.objects.update(failures=3, failing_since=timezone.now(), status=404)

        url = reverse("cms_dead_links")
        dead(1)
        admin_client.get(url)
        with django_assert_num_queries(QUERIES):
            admin_client.get(url)
        dead(2)
        with django_assert_num_queries(QUERIES):
            admin_client.get(url)


QUERIES = 9
