"""What a key opens: of its scope, what its owner may see, and never less than the public."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import APIToken, GroupPagePermission, Page, PageViewRestriction

from cms.keys.models import KeyScope
from cms.testing import factories
from cms.testing.undo import undone
from cms.users.models import User
from news.models import NewsIndexPage, NewsPage
from tests.api.conftest import settle

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"
NEWS = f"{PAGES}?type=news.NewsPage&order=title&fields=_,title"
PUBLIC, MEMBERS, DRAFT, LATER = "Åbent", "Kun for medlemmer", "Kladde", "Ændret siden"


@dataclass(frozen=True)
class Members:
    """A section for members of a group, and pages in it."""

    group: Group
    section: Page
    elsewhere: Page
    public: NewsPage
    page: NewsPage
    draft: NewsPage
    behind_password: Page


@pytest.fixture(scope="module")
def members(content, django_db_blocker) -> Iterator[Members]:
    with django_db_blocker.unblock(), undone():
        group = Group.objects.create(name="Netværket")
        section = NewsIndexPage(title="For medlemmer", slug="medlemmer")
        content.news.get_parent().add_child(instance=section)
        public = factories.page(NewsPage, title=PUBLIC, parent=content.news)
        page = factories.page(NewsPage, title=MEMBERS, parent=section, lede="Hemmelig")
        draft = factories.draft(NewsPage, title=DRAFT, parent=section)
        locked = factories.page(NewsPage, title="Med adgangskode", parent=section)
        factories.restrict(section, PageViewRestriction.GROUPS).groups.set([group])
        factories.restrict(locked, PageViewRestriction.PASSWORD)
        page.title = LATER
        page.save_revision()
        settle()
        yield Members(group, section, content.events, public, page, draft, locked)


@pytest.fixture
def member(members) -> User:
    user = User.objects.create_user("medlem", email="m@example.dk", password="x")
    user.groups.add(members.group)
    return user


@pytest.fixture
def ask(member) -> Callable:
    """Ask with a key of the member that opens what is given; without, with a plain one."""

    def ask(address: str, owner: User = member, **opens: object):
        token, text = APIToken.create_token(user=owner, name="Intranet")
        if opens:
            KeyScope.objects.create(token=token, **opens)
        return Client().get(address, headers={"authorization": f"Bearer {text}"})

    return ask


def titles(response) -> list[str]:
    return [item["title"] for item in response.json()["items"]]


class TestRestricted:
    def test_a_list_has_them_too(self, ask, members):
        public = titles(Client().get(NEWS))
        found = ask(NEWS, section=members.section, opens_restricted=True)
        assert sorted(titles(found)) == sorted([*public, MEMBERS])
        assert found.json()["meta"]["total_count"] == len(public) + 1

    def test_they_are_narrowed_and_counted_like_others(self, ask, members):
        def asked(query: str):
            return ask(f"{NEWS}&{query}", section=members.section, opens_restricted=True)

        assert titles(asked(f"title={MEMBERS}")) == [MEMBERS]
        assert titles(asked(f"child_of={members.section.pk}")) == [MEMBERS]
        assert asked(f"title={MEMBERS}&limit=0").json() == {
            "meta": {"total_count": 1},
            "items": [],
        }

    def test_a_detail_is_the_pages_json_at_its_address(self, ask, members):
        opens = {"section": members.section, "opens_restricted": True}
        detail = ask(f"{PAGES}{members.page.pk}/", **opens)
        own = ask(f"{members.page.url}?format=json", **opens)
        assert (detail.status_code, own.status_code) == (200, 200)
        assert detail.json() == own.json()
        assert (detail.json()["title"], detail.json()["lede"]) == (MEMBERS, "Hemmelig")

    def test_one_is_found_by_its_path(self, ask, members):
        found = ask(
            f"{PAGES}find/?html_path={members.page.url}",
            section=members.section,
            opens_restricted=True,
        )
        assert (found.status_code, found["Location"]) == (
            302,
            f"http://localhost{PAGES}{members.page.pk}/",
        )

    def test_what_is_public_is_as_without_a_key(self, ask, members):
        opens = {"section": members.section, "opens_restricted": True}
        for address in (f"{PAGES}{members.public.pk}/", f"{members.public.url}?format=json"):
            assert ask(address, **opens).content == Client().get(address).content

    def test_a_password_is_not_passed(self, ask, members, admin_user):
        opens = {"section": members.section, "opens_restricted": True}
        address = f"{PAGES}{members.behind_password.pk}/"
        assert ask(address, admin_user, **opens).status_code == 404

    @pytest.mark.parametrize("scope", ["none", "elsewhere", "nowhere", "drafts"])
    def test_outside_its_scope_a_key_opens_nothing(self, ask, members, scope):
        opens = {
            "none": {},
            "elsewhere": {"section": members.elsewhere, "opens_restricted": True},
            "nowhere": {"section": None, "opens_restricted": True},
            "drafts": {"section": members.section, "opens_drafts": True},
        }[scope]
        assert titles(ask(NEWS, **opens)) == titles(Client().get(NEWS))
        assert ask(f"{PAGES}{members.page.pk}/", **opens).status_code == 404
        assert ask(f"{members.page.url}?format=json", **opens).status_code == 403

    def test_nor_what_its_owner_may_not_see_any_more(self, ask, members, member):
        member.groups.clear()
        opens = {"section": members.section, "opens_restricted": True}
        assert titles(ask(NEWS, **opens)) == titles(Client().get(NEWS))
        assert ask(f"{PAGES}{members.page.pk}/", **opens).status_code == 404

    def test_what_one_key_was_told_nobody_else_is(self, ask, members):
        """Not by what is kept of answers and of how they are found."""
        for _ in range(2):
            ask(NEWS, section=members.section, opens_restricted=True)
            assert MEMBERS not in titles(Client().get(NEWS))
            assert MEMBERS not in titles(ask(NEWS))

    def test_no_other_door_opens(self, ask, members):
        for address in (
            "/api/v2/search/?q=hemmelig",
            f"{PAGES}?search=hemmelig&fields=*",
            f"{members.page.url}?format=markdown",
            f"{members.section.url}?format=rss",
            "/api/v2/persons/?fields=*",
            "/",
        ):
            answer = ask(address, section=members.section, opens_restricted=True)
            assert "Hemmelig" not in answer.content.decode()
            assert f'"id":{members.page.pk},' not in answer.content.decode()

    def test_a_list_of_three_takes_as_many_queries_as_one_of_one(self, ask, members):
        for _ in range(3):
            factories.page(NewsPage, parent=members.section)
        settle()
        counts = []
        for limit in (1, 3):
            address = f"{NEWS}&child_of={members.section.pk}&limit={limit}"
            with CaptureQueriesContext(connection) as found:
                answer = ask(address, section=members.section, opens_restricted=True)
            assert len(titles(answer)) == limit
            counts.append(len(found))
        assert counts[0] == counts[1]


class TestDrafts:
    @pytest.fixture
    def editor(self, members) -> User:
        group = Group.objects.create(name="Redaktører")
        GroupPagePermission.objects.create(
            group=group, page=members.section, permission_type="change"
        )
        user = User.objects.create_user("redaktør", email="r@example.dk", password="x")
        user.groups.add(group)
        return user

    def test_a_page_is_read_as_it_was_saved_last(self, ask, members, editor):
        opens = {"section": members.section, "opens_drafts": True}
        for page, title in ((members.draft, DRAFT), (members.page, LATER)):
            answer = ask(f"{PAGES}{page.pk}/?draft=true&fields=_,title", editor, **opens)
            assert (answer.status_code, answer.json()) == (200, {"title": title})

    def test_only_what_the_owner_may_edit(self, ask, members):
        address = f"{PAGES}{members.draft.pk}/?draft=true"
        answer = ask(address, section=members.section, opens_drafts=True)
        assert answer.status_code == 404

    def test_only_of_its_section(self, ask, members, editor):
        address = f"{PAGES}{members.draft.pk}/?draft=true"
        answer = ask(address, editor, section=members.elsewhere, opens_drafts=True)
        assert answer.status_code == 404

    def test_lists_have_none_of_them(self, ask, members, editor):
        opens = {"section": members.section, "opens_drafts": True, "opens_restricted": True}
        assert DRAFT not in titles(ask(NEWS, editor, **opens))

    def test_a_key_that_opens_none_is_told_so(self, ask, members):
        answer = ask(f"{PAGES}{members.draft.pk}/?draft=true")
        assert (answer.status_code, answer.json()["detail"]) == (403, "This key opens no drafts.")

    def test_nobody_without_a_key_reads_one(self, client, members):
        answer = client.get(f"{PAGES}{members.draft.pk}/?draft=true")
        assert (answer.status_code, answer.json()["reason"]) == (401, "missing")
        assert answer["WWW-Authenticate"] == 'Bearer realm="API"'

    def test_another_value_is_refused(self, client, members):
        answer = client.get(f"{PAGES}{members.public.pk}/?draft=ja")
        assert (answer.status_code, answer.json()["allowed"]) == (400, ["true", "false"])


class TestCaches:
    def test_an_answer_to_a_key_is_kept_by_nobody(self, ask, members):
        for address in (NEWS, members.public.url, f"{members.public.url}?format=json"):
            answer = ask(address)
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "private, no-store"
            assert not {"ETag", "Last-Modified", "Cache-Tag"} & {*answer.headers}

    def test_what_is_kept_of_the_publics_is_not_for_who_brings_a_key(self, client, members):
        for address in (NEWS, members.public.url, f"{members.public.url}?format=json"):
            answer = client.get(address)
            assert answer["Cache-Control"] == "public, no-cache"
            assert "Authorization" in answer["Vary"]
