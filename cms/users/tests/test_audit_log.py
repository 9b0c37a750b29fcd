"""The audit log: sign-ins, changes of rights, two steps and exports, and who may read it."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from cms.testing import factories
from cms.users.models import AuditEntry, Session, TwoStepDemand, User
from cms.users.tests.authenticator import PASSWORD, log_in, send, set_up
from cms.users.two_step.resetting import reset

pytestmark = pytest.mark.django_db

LOG = reverse("cms_audit_log")


@pytest.fixture
def karen() -> User:
    factories.section()
    user = User.objects.create_user("karen", password=PASSWORD)
    AuditEntry.objects.all().delete()
    return user


@pytest.fixture
def admin(karen) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chef", password=PASSWORD))
    AuditEntry.objects.all().delete()
    return client


def entries() -> list[tuple[str, str, str, str]]:
    """Kind, who, about whom and what, in order; then they are forgotten."""
    found = AuditEntry.objects.order_by("pk")
    told = list(found.values_list("kind", "user_name", "whom_name", "what"))
    found.delete()
    return told


class TestSignIns:
    def test_and_failures_are_noted_with_where_they_came_from(self, client, karen):
        log_in(client, password="forkert")
        log_in(client, username="min adgangskode")
        log_in(client)
        assert set(AuditEntry.objects.values_list("address", flat=True)) == {"127.0.0.1"}
        assert entries() == [
            ("failed", "", "karen", "forkert adgangskode"),
            ("failed", "", "", "ukendt brugernavn"),
            ("sign_in", "karen", "", ""),
        ]

    def test_with_two_steps_are_noted_once_they_are_done(self, client, karen):
        log_in(client)
        app, _codes = set_up(client)
        entries()
        other = Client()
        log_in(other)
        send(other, "000000")
        send(other, app.code(1))
        assert entries() == [
            ("failed", "", "karen", "forkert kode"),
            ("sign_in", "karen", "", ""),
        ]

    def test_are_not_noted_while_the_door_is_closed(self, client, karen):
        for _ in range(20):
            log_in(client, password="forkert")
        assert len(entries()) == 5


def test_two_steps_are_noted(client, karen):
    log_in(client)
    _app, codes = set_up(client)
    send(client, codes[0], "/min-side/totrin/", act="renew")
    reset(karen)
    assert entries()[1:] == [
        ("two_steps", "karen", "", "sat op"),
        ("two_steps", "karen", "", "nye nødkoder"),
        ("two_steps", "", "karen", "nulstillet"),
    ]


class TestRights:
    def test_given_in_the_admin_are_noted_with_who_gave_them(self, admin, karen):
        group = Group.objects.create(name="Redaktion")
        address = reverse("wagtailusers_users:edit", args=[karen.pk])
        form = {
            "username": "karen",
            "first_name": "Karen",
            "last_name": "Holm",
            "email": "karen@example.dk",
            "is_active": "on",
        }
        rights = {"is_superuser": "on", "groups": group.pk}
        assert admin.post(address, form | rights).status_code == HTTPStatus.FOUND
        assert admin.post(address, form).status_code == HTTPStatus.FOUND
        assert sorted(entries()) == [
            ("rights", "chef", "karen", "+ Redaktion"),
            ("rights", "chef", "karen", "+ superbruger"),
            ("rights", "chef", "karen", "− Redaktion"),
            ("rights", "chef", "karen", "− superbruger"),
        ]

    def test_of_groups_and_accounts_are_noted_whoever_changes_them(self, karen):
        section = factories.section()
        group = Group.objects.create(name="Redaktion")
        access = Permission.objects.get(codename="access_admin")
        group.permissions.add(access)
        publish = Permission.objects.get(codename="publish_page")
        granted = GroupPagePermission.objects.create(
            group=group, page=section.page_ptr, permission=publish
        )
        granted.delete()
        TwoStepDemand.objects.create(group=group)
        group.user_set.add(karen)
        karen.user_permissions.set([access])
        karen.groups.clear()
        karen.is_active = False
        karen.save()
        karen.save()
        group.delete()
        User.objects.create_superuser("ny")
        karen.delete()
        page = f"wagtailcore.publish_page »{section.title}«"
        assert entries() == [
            ("rights", "", "", "Redaktion: + wagtailadmin.access_admin"),
            ("rights", "", "", f"Redaktion: + {page}"),
            ("rights", "", "", f"Redaktion: − {page}"),
            ("rights", "", "", "Redaktion: + kræver totrinslogin"),
            ("rights", "", "karen", "+ Redaktion"),
            ("rights", "", "karen", "+ wagtailadmin.access_admin"),
            ("rights", "", "karen", "− alle"),
            ("rights", "", "karen", "konto deaktiveret"),
            ("rights", "", "", "gruppe slettet: Redaktion"),
            ("rights", "", "ny", "konto oprettet og + superbruger"),
            ("rights", "", "karen", "konto slettet"),
        ]


class TestTheReport:
    def test_is_filtered_and_taken_along_which_is_noted(self, client, admin, karen):
        log_in(client)
        log_in(client, password="forkert")
        assert "Sikkerhedslog" in admin.get("/admin/").text
        told = admin.get(LOG, {"kind": "failed"}).text
        assert "forkert adgangskode" in told
        assert LOG in told
        rows = [
            [cell.rpartition(" ")[2] if "-" in cell else cell for cell in line.split(",")[1:]]
            for line in admin.get(LOG, {"export": "csv"})
            .getvalue()
            .decode("utf-8-sig")
            .splitlines()
        ]
        assert rows == [
            ["Slags", "Bruger", "Om", "Hvad", "IP-adresse"],
            ["Mislykket login", "", "karen", "forkert adgangskode", "127.0.0.1"],
            ["Login", "karen", "", "", "127.0.0.1"],
        ]
        admin.get(LOG, {"export": "xlsx", "kind": "failed"})
        assert entries()[2:] == [
            ("export", "chef", "", f"{LOG}?export=csv"),
            ("export", "chef", "", f"{LOG}?export=xlsx&kind=failed"),
        ]

    @pytest.mark.parametrize(
        ("permissions", "status"),
        [([], HTTPStatus.FOUND), (["view_auditentry"], HTTPStatus.OK)],
        ids=["an editor", "who may"],
    )
    def test_is_for_who_may_read_it(self, client, karen, permissions, status):
        codenames = ["access_admin", *permissions]
        karen.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(karen)
        assert client.get(LOG).status_code == status
        assert ("Sikkerhedslog" in client.get("/admin/").text) == (status == HTTPStatus.OK)

    def test_costs_the_same_for_one_and_for_three(
        self, admin, karen, django_assert_num_queries, django_assert_max_num_queries
    ):
        log_in(Client())
        admin.get(LOG)
        with django_assert_max_num_queries(30) as one:
            admin.get(LOG)
        number = len(one)
        for _ in range(2):
            log_in(Client())
        with django_assert_num_queries(number):
            admin.get(LOG)


def test_it_is_forgotten_after_a_year(karen):
    for days in (364, 366):
        entry = AuditEntry.objects.create(kind="sign_in", user=karen, user_name="karen")
        AuditEntry.objects.filter(pk=entry.pk).update(at=timezone.now() - timedelta(days=days))
    call_command("forget_audit_log")
    assert len(entries()) == 1


def test_an_erasure_leaves_what_was_done_and_not_by_whom(client, karen, capsys):
    log_in(client)
    log_in(client, password="forkert")
    User.objects.create_superuser("chef")
    entries_before = AuditEntry.objects.count()
    call_command("personal_data", "erase", "--account", "karen", "--no-input")
    names = set(AuditEntry.objects.values_list("user_name", "whom_name", "address"))
    assert names == {
        ("[slettet]", "", ""),
        ("", "[slettet]", ""),
        ("", "chef", ""),
    }
    assert AuditEntry.objects.count() == entries_before + 1
    assert not Session.objects.filter(user_id=karen.pk).exists()
