"""A second step that is lost, and one that a group demands."""

from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.testing import factories
from cms.users.models import RecoveryCode, SecondStep, TwoStepDemand, User
from cms.users.tests.authenticator import (
    MANAGE,
    PASSWORD,
    SET_UP,
    WRONG,
    codes_in,
    error,
    is_logged_in,
    log_in,
    send,
    set_up,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return factories.section()


@pytest.fixture
def group(member) -> Group:
    group = Group.objects.create(name="Redaktion")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    member.groups.add(group)
    return group


class TestALostApp:
    def test_is_replaced_by_a_recovery_code_once(self, client, member):
        log_in(client)
        _app, codes = set_up(client)
        found = Client()
        log_in(found)
        assert send(found, codes[0].upper().replace("-", " ")).status_code == HTTPStatus.FOUND
        assert "Du har 9 nødkoder tilbage." in found.get(MANAGE).text
        again = Client()
        log_in(again)
        assert error(send(again, codes[0])) == WRONG
        new = codes_in(send(found, codes[1], MANAGE, act="renew"))
        assert len(new) == 10
        assert error(send(again, codes[2])) == WRONG
        assert send(again, new[0]).status_code == HTTPStatus.FOUND

    def test_is_taken_away_with_a_code(self, client, app):
        log_in(client)
        send(client, app.code(1))
        assert error(send(client, "000000", MANAGE, act="remove")) == WRONG
        SecondStep.objects.update(last_period=0)
        assert send(client, app.code(), MANAGE, act="remove")["Location"] == "/min-side/"
        assert log_in(Client())["Location"] == "/min-side/"
        assert (SecondStep.objects.count(), RecoveryCode.objects.count()) == (0, 0)

    def test_is_reset_by_an_administrator_who_is_recorded(self, client, app, member):
        log_in(client)
        send(client, app.code(1))
        chief = User.objects.create_superuser("chef", password=PASSWORD)
        admin = Client()
        admin.force_login(chief)
        address = reverse("reset_two_steps", args=[member.pk])
        assert address in admin.get(reverse("wagtailusers_users:index")).text
        assert "Har karen mistet både app og nødkoder?" in admin.get(address).text
        assert admin.post(address).status_code == HTTPStatus.FOUND
        assert not is_logged_in(client)
        assert log_in(Client())["Location"] == "/min-side/"
        entry = ModelLogEntry.objects.get(action="users.two_step_reset")
        assert (entry.user, entry.object_id) == (chief, str(member.pk))
        history = admin.get(reverse("wagtailusers_users:history", args=[member.pk])).text
        assert "Totrinslogin nulstillet" in history
        assert "karen har ikke sat totrinslogin op." in admin.get(address).text

    def test_is_reset_by_nobody_who_may_not_change_the_account(self, app, member):
        member.is_superuser = True
        member.save()
        helper = User.objects.create_user("hjælper", password=PASSWORD)
        helper.user_permissions.set(
            Permission.objects.filter(codename__in=["access_admin", "change_user"])
        )
        for user, who in ((helper, member), (member, member)):
            client = Client()
            client.force_login(user)
            address = reverse("reset_two_steps", args=[who.pk])
            assert client.post(address)["Location"] == "/admin/"
        assert SecondStep.objects.exists()

    def test_is_reset_from_the_machine(self, app):
        call_command("two_step", "reset", "karen")
        assert log_in(Client())["Location"] == "/min-side/"
        for name in ("karen", "ukendt"):
            with pytest.raises(CommandError, match=name):
                call_command("two_step", "reset", name)


class TestAGroupThatDemandsIt:
    def demand(self, group: Group) -> None:
        """By the group's form in the admin."""
        admin = Client()
        admin.force_login(User.objects.create_superuser("chef", password=PASSWORD))
        address = reverse("wagtailusers_groups:edit", args=[group.pk])
        form = BeautifulSoup(admin.get(address).text, "html.parser")
        assert "Kræv totrinslogin" in form.get_text()
        fields = {
            field["name"]: field.get("value", "on")
            for field in form.select("form[action] input[name]")
            if field["type"] != "checkbox" or field.has_attr("checked")
        }
        answer = admin.post(address, fields | {"two_step-demands": "on"})
        assert answer.status_code == HTTPStatus.FOUND
        page = BeautifulSoup(admin.get(address).text, "html.parser")
        assert page.select_one("[name=two_step-demands]").has_attr("checked")

    def test_leads_to_setting_it_up_before_anything_else(self, group, member):
        before = Client()
        log_in(before)
        self.demand(group)
        assert not is_logged_in(before)
        client = Client()
        assert log_in(client, next="/admin/")["Location"] == SET_UP
        for address in ("/min-side/", "/admin/", "/admin/account/", MANAGE):
            answer = client.get(address)
            assert answer.status_code == HTTPStatus.FOUND
            assert not is_logged_in(client)
        assert "Det kræves af din gruppe" in client.get(SET_UP).text
        app, codes = set_up(client)
        assert len(codes) == 10
        assert is_logged_in(client)
        assert client.get("/admin/").status_code == HTTPStatus.OK
        # Taken away, it is set up anew before anything else.
        assert send(client, app.code(1), MANAGE, act="remove")["Location"] == SET_UP
        assert not is_logged_in(client)
        set_up(client)
        assert is_logged_in(client)

    def test_ends_the_sessions_of_who_joins_it_without(self, group, member):
        TwoStepDemand.objects.create(group=group)
        jens = User.objects.create_user("jens", password=PASSWORD)
        eva = User.objects.create_user("eva", password=PASSWORD)
        clients = {name: Client() for name in ("jens", "eva")}
        for name, client in clients.items():
            log_in(client, username=name)
        jens.groups.add(group)
        group.user_set.add(eva)
        assert [is_logged_in(client) for client in clients.values()] == [False, False]

    def test_may_stop_to_demand_it(self, client, group):
        TwoStepDemand.objects.create(group=group)
        group.delete()
        assert log_in(client)["Location"] == "/min-side/"


def test_the_account_page_of_the_admin_leads_to_it(client, group, member):
    client.force_login(member)
    assert SET_UP in client.get("/admin/account/").text
    set_up(client)
    assert f'href="{MANAGE}"' in client.get("/admin/account/").text
