"""`setup_site`: everything an empty database needs, once, and nothing that is the editors'."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
)

from cms.models import SiteSettings
from cms.testing.undo import undone
from cms.visibility import TEMPLATES_PATH
from home.models import (
    AccessibilityStatementPage,
    GrantedPermission,
    HomePage,
    SectionPage,
    StandardPage,
)
from home.setup.pages import index_types
from home.tests.conftest import empty_the_site

pytestmark = pytest.mark.django_db


def set_up(**options) -> str:
    output = StringIO()
    call_command("setup_site", stdout=output, **options)
    return output.getvalue()


def tree() -> list[tuple]:
    return [
        (page.depth, page.slug, page.title, page.live, page.show_in_menus, page.specific_class)
        for page in Page.objects.exclude(url_path__startswith=TEMPLATES_PATH).order_by("path")
    ]


MADE = [
    Site,
    SiteSettings,
    Group,
    GroupPagePermission,
    GroupCollectionPermission,
    Workflow,
    WorkflowPage,
    GroupApprovalTask,
    GrantedPermission,
]


@pytest.mark.usefixtures("told")
class TestAnEmptyDatabase:
    """Each begins with a site that was set up in an empty database."""

    @pytest.fixture(scope="class")
    @classmethod
    def told(cls, django_db_setup, django_db_blocker) -> Iterator[str]:
        """What the command says; the site is taken back after the last test."""
        with django_db_blocker.unblock(), undone():
            empty_the_site()
            yield set_up(hostname="www.example.dk")

    def test_an_empty_database_gets_the_site_and_its_section(self, told):
        assert told == "The site https://www.example.dk is set up.\n"
        # As the front shows what they list, which is the order of the types.
        assert [model.default_slug for model in index_types()][:4] == [
            "arrangementer",
            "netvaerk",
            "nyheder",
            "dokumenter",
        ]
        assert tree() == [
            (1, "root", "Alle websteder", True, False, Page),
            (2, "forside", "Velkommen til KL", True, False, HomePage),
            (3, "moeder-og-netvaerk", "Møder og netværk", True, True, SectionPage),
            *(
                (4, model.default_slug, model.default_title, True, True, model)
                for model in index_types()
                if model.default_slug
            ),
            (
                *(3, "tilgaengelighedserklaering", "Tilgængelighedserklæring", True, False),
                AccessibilityStatementPage,
            ),
            (
                3,
                "privatlivspolitik",
                "Sådan behandler vi personoplysninger",
                True,
                False,
                StandardPage,
            ),
        ]
        site = Site.objects.get()
        assert (site.hostname, site.port, site.is_default_site) == ("www.example.dk", 443, True)
        assert site.root_page.specific == HomePage.objects.get()
        settings = SiteSettings.objects.get(site=site)
        assert settings.accessibility_page.specific == AccessibilityStatementPage.objects.get()
        assert settings.organisation == "KL"
        [link] = settings.links
        assert link.value["page"].specific == StandardPage.objects.get()
        assert "kl@kl.dk" in str(StandardPage.objects.get().body)

    def test_it_makes_no_account(self):
        assert get_user_model().objects.count() == 0

    def test_a_second_time_changes_nothing(self):
        before = (tree(), [list(model.objects.values()) for model in MADE])
        set_up(hostname="www.example.dk")
        assert (tree(), [list(model.objects.values()) for model in MADE]) == before

    def test_what_people_changed_moved_or_deleted_stays_so(self):
        administrator = get_user_model().objects.create_superuser("administrator")
        section = SectionPage.objects.get()
        section.title, section.slug = "Netværk og møder", "netvaerk-og-moeder"
        section.save_revision(user=administrator).publish()
        deleted, moved = section.get_children().specific()[:2]
        moved.move(HomePage.objects.get(), pos="last-child", user=administrator)
        deleted.delete(user=administrator)
        Group.objects.get(name="Redaktør").permissions.clear()
        Group.objects.filter(name="Godkender").update(name="Chefredaktør")
        Group.objects.get(name="Webmaster").delete()
        GroupPagePermission.objects.filter(group__name="Administrator").delete()
        SiteSettings.objects.update(phone="12 34 56 78")

        before = (tree(), [list(model.objects.values()) for model in MADE])
        set_up()
        assert (tree(), [list(model.objects.values()) for model in MADE]) == before

    def test_editors_and_approvers_may_work_in_the_section_only(self):
        section, home = SectionPage.objects.get(), HomePage.objects.get()
        permissions = GroupPagePermission.objects.order_by("group__name", "permission__codename")
        of_approvers = ["add_page", "change_page", "lock_page", "publish_page", "unlock_page"]
        of_all = sorted([*of_approvers, "bulk_delete_page"])
        assert list(permissions.values_list("group__name", "page", "permission__codename")) == [
            *(("Administrator", home.pk, codename) for codename in of_all),
            *(("Godkender", section.pk, codename) for codename in of_approvers),
            ("Redaktør", section.pk, "add_page"),
            ("Redaktør", section.pk, "change_page"),
            *(("Webmaster", home.pk, codename) for codename in of_all),
        ]
        assert sorted(Group.objects.values_list("name", flat=True)) == [
            *("Administrator", "Godkender", "Redaktør", "Webmaster")
        ]

    @pytest.mark.parametrize(
        ("group", "seen"),
        [
            ("Godkender", [302, 302, 302, 302, 302]),
            ("Webmaster", [200, 200, 200, 302, 302]),
            ("Administrator", [200, 200, 200, 200, 200]),
        ],
    )
    def test_who_manages_what(self, client, group, seen):
        member = get_user_model().objects.create_user("member")
        member.groups.add(Group.objects.get(name=group))
        client.force_login(member)
        pages = ("redirects", "webhooks", "collections", "users", "reports/audit-log")
        assert [client.get(f"/admin/{page}/").status_code for page in pages] == seen

    def test_groups_from_before_keep_their_members_and_get_what_is_new(self):
        """As a site has them that was set up before there were roles, and before audiences."""
        editors = Group.objects.get(name="Redaktør")
        moderators = Group.objects.get(name="Godkender")
        freja = get_user_model().objects.create_user("freja")
        freja.groups.add(editors)
        GrantedPermission.objects.all().delete()
        Group.objects.filter(name__in=["Webmaster", "Administrator"]).delete()
        for group, name in ((editors, "Redaktører"), (moderators, "Moderatorer")):
            group.permissions.remove(*group.permissions.filter(content_type__app_label="events"))
            Group.objects.filter(pk=group.pk).update(name=name)
        editors.permissions.remove(*editors.permissions.filter(codename="add_topic"))
        GroupPagePermission.objects.get(group=moderators, permission__codename="lock_page").delete()

        GroupApprovalTask.objects.update(name="Godkendelse af en moderator")

        set_up()

        assert [group.name for group in freja.groups.all()] == ["Redaktør"]
        codenames = editors.permissions.values_list("codename", flat=True)
        assert set(codenames) >= {"add_audience", "change_audience", "view_audience"}
        assert "add_topic" not in codenames
        task = GroupApprovalTask.objects.get()
        assert (task.name, [each.name for each in task.groups.all()]) == (
            *("Godkendelse", ["Godkender"]),
        )
        assert sorted(
            moderators.page_permissions.values_list("permission__codename", flat=True)
        ) == ["add_page", "change_page", "publish_page", "unlock_page"]
        assert Group.objects.count() == 4

    def test_a_group_of_somebody_else_is_given_nothing(self):
        """Its members would be administrators without anybody having meant it."""
        Group.objects.get(name="Administrator").delete()
        GrantedPermission.objects.filter(role="Administrator").delete()
        other = Group.objects.create(name="Administrator")
        set_up()
        assert not other.permissions.exists()
        assert not other.page_permissions.exists()

    @pytest.mark.parametrize("group", ["Redaktør", "Godkender"])
    def test_both_groups_see_what_was_not_found_and_pick_what_comes_first(self, client, group):
        member = get_user_model().objects.create_user("member")
        member.groups.add(Group.objects.get(name=group))
        client.force_login(member)
        addresses = ["/admin/reports/fruitless-searches/", "/admin/searchpicks/add/"]
        assert [client.get(address).status_code for address in addresses] == [200, 200]

    def test_an_editor_submits_and_a_moderator_publishes(self):
        users = get_user_model().objects
        editor, moderator = users.create_user("editor"), users.create_user("moderator")
        editor.groups.add(Group.objects.get(name="Redaktør"))
        moderator.groups.add(Group.objects.get(name="Godkender"))
        page = StandardPage(title="Praktisk", slug="praktisk", live=False, owner=editor)
        SectionPage.objects.get().add_child(instance=page)
        page.save_revision(user=editor)

        may = page.permissions_for_user
        assert (may(editor).can_edit(), may(editor).can_publish()) == (True, False)
        assert may(editor).can_submit_for_moderation()
        assert not HomePage.objects.get().permissions_for_user(moderator).can_edit()

        state = page.get_workflow().start(page, editor)
        state.current_task_state.task.specific.on_action(
            state.current_task_state, user=moderator, action_name="approve"
        )
        page.refresh_from_db()
        assert page.live


def test_a_host_name_that_was_given_is_kept_when_none_is_given(empty, settings):
    settings.PORT = 8123
    set_up()
    assert Site.objects.values_list("hostname", "port").get() == ("localhost", 8123)
    set_up(hostname="www.example.dk", port=8443)
    set_up()
    assert Site.objects.values_list("hostname", "port").get() == ("www.example.dk", 8443)
