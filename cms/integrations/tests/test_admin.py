"""Webhooks in the admin: who may manage them, and what a form refuses."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.integrations import signing
from cms.integrations.models import Attempt, State, Subscription
from cms.integrations.posts import next_post, settle
from cms.integrations.tests.administration import ADD, LIST, SECRET, form, manager, signed_in
from cms.integrations.viewsets import SubscriptionViewSet
from cms.publications.changes import Cursor
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.users.models import User

pytestmark = pytest.mark.django_db


class TestWho:
    ADDRESSES = ["", "new/", "edit/{}/", "inspect/{}/", "delete/{}/", "secret/{}/", "replay/{}/"]
    BUTTONS = ["pause", "resume", "test", "secret", "replay"]

    def opened(self, user: User, subscription: Subscription) -> list[str]:
        client = signed_in(user)
        return [
            address
            for address in self.ADDRESSES
            if client.get(LIST + address.format(subscription.pk)).status_code == 200
        ]

    def test_an_editor_sees_nothing_of_it(self, subscribe):
        subscription, _secret = subscribe("https://example.dk/")
        user = manager()
        assert self.opened(user, subscription) == []
        client = signed_in(user)
        assert b"/admin/webhooks/" not in client.get("/admin/").content
        for action in self.BUTTONS:
            answer = client.post(f"{LIST}{action}/{subscription.pk}/", {"overlap": 0})
            assert answer.status_code == 302
        assert Subscription.objects.filter(secret=subscription.secret, state="active").exists()
        assert Attempt.objects.count() == 0

    def test_who_may_only_see_changes_nothing(self, subscribe):
        subscription, _secret = subscribe("https://example.dk/")
        user = manager("view")
        assert self.opened(user, subscription) == ["", "inspect/{}/"]
        page = signed_in(user).get(f"{LIST}inspect/{subscription.pk}/").content.decode()
        assert "Send en test" not in page
        for action in self.BUTTONS:
            signed_in(user).post(f"{LIST}{action}/{subscription.pk}/", {"overlap": 0})
        assert Subscription.objects.filter(secret=subscription.secret, state="active").exists()
        assert Attempt.objects.count() == 0

    def test_who_manages_them_and_superusers_have_all_of_it(self, subscribe, boss):
        subscription, _secret = subscribe("https://example.dk/")
        for user in (manager("add", "change", "delete", "view"), boss):
            assert self.opened(user, subscription) == self.ADDRESSES


class TestForm:
    def test_a_new_one_begins_now_and_shows_its_secret_once(self, admin, boss, number):
        factories.page(ArticlePage)
        number()
        answer = admin.post(ADD, form(boss, types=["pages.ArticlePage"]))
        [subscription] = Subscription.objects.all()
        [secret] = set(SECRET.findall(answer.content.decode()))
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert signing.decrypted(subscription.secret) == secret
        assert (subscription.cursor, subscription.state) == (str(Cursor.now()), State.ACTIVE)
        assert subscription.types == ["pages.ArticlePage"]
        for address in (
            LIST,
            *(f"{LIST}{name}/{subscription.pk}/" for name in ("edit", "inspect")),
        ):
            page = admin.get(address).content.decode()
            assert not SECRET.search(page)
            assert subscription.secret not in page

    @pytest.mark.parametrize(
        ("url", "message"),
        [
            ("http://93.184.216.34/", "Adressen skal begynde med https://."),
            ("https://10.0.0.1/", "Adressen ligger på et privat net"),
            ("https://169.254.169.254/latest/", "Adressen ligger på et privat net"),
            ("https://[::ffff:10.0.0.1]/", "Adressen ligger på et privat net"),
            ("https://navn:kode@93.184.216.34/", "Det er ikke en webadresse"),
            ("ftp://93.184.216.34/", "Det er ikke en webadresse"),
            ("intranet", "Indtast en gyldig URL"),
        ],
    )
    def test_an_address_that_nothing_may_be_sent_to_is_refused(self, url, message, admin, boss):
        answer = admin.post(ADD, form(boss, url=url))
        assert message in answer.content.decode()
        assert not Subscription.objects.exists()

    def test_an_intranet_that_is_allowed_needs_no_tls(self, admin, boss):
        admin.post(ADD, form(boss, url="http://127.0.0.1:8080/hook"))
        assert Subscription.objects.get().url == "http://127.0.0.1:8080/hook"

    def test_another_address_is_tried_at_once_under_another_id(
        self, admin, boss, subscribe, number
    ):
        number()
        subscription, _secret = subscribe("https://127.0.0.1/", owner=boss)
        factories.page(ArticlePage)
        number()
        first = next_post(subscription)
        later = timezone.now() + timedelta(hours=1)
        Subscription.objects.update(failures=9, failing_since=timezone.now(), due_at=later)
        admin.post(f"{LIST}edit/{subscription.pk}/", form(boss, url="https://127.0.0.2/"))
        subscription.refresh_from_db()
        assert (subscription.failures, subscription.failing_since) == (0, None)
        assert subscription.due_at <= timezone.now()
        second = next_post(subscription)
        assert json.loads(second.body)["data"] == json.loads(first.body)["data"]
        assert (second.id, second.url) != (first.id, first.url)

    def test_a_name_changes_nothing_that_is_on_its_way(self, admin, boss, subscribe, number):
        number()
        subscription, _secret = subscribe("https://127.0.0.1/", owner=boss)
        factories.page(ArticlePage)
        number()
        first = next_post(subscription)
        admin.post(f"{LIST}edit/{subscription.pk}/", form(boss, name="Nyt navn"))
        subscription.refresh_from_db()
        assert subscription.name == "Nyt navn"
        assert next_post(subscription) == first

    def test_a_form_moves_nothing_back_that_was_delivered_meanwhile(
        self, boss, subscribe, receiver, number
    ):
        factories.page(ArticlePage)
        number()
        subscription, _secret = subscribe(receiver.url, owner=boss)
        factories.page(ArticlePage)
        number()
        form_class = SubscriptionViewSet().get_form_class(for_update=True)
        values = form(boss, url=receiver.url)
        opened = form_class(values, instance=subscription, for_user=boss)
        assert opened.is_valid()
        post = next_post(Subscription.objects.get())
        settle(post, post.send())
        opened.save()
        assert Subscription.objects.get().cursor == str(Cursor.now())

    def test_a_section_that_was_deleted_is_not_saved_as_all_of_the_site(
        self, admin, boss, subscribe
    ):
        section = factories.page(ArticlePage)
        subscription, _secret = subscribe("https://127.0.0.1/", owner=boss, section=section)
        key = section.pk
        section.delete()
        answer = admin.post(f"{LIST}edit/{subscription.pk}/", form(boss))
        assert "er slettet" in answer.content.decode()
        subscription.refresh_from_db()
        assert subscription.section_id == key
        assert "slettet" in admin.get(f"{LIST}inspect/{subscription.pk}/").content.decode()


def test_a_list_of_three_takes_as_many_queries_as_one(
    admin, subscribe, django_assert_max_num_queries
):
    subscribe("https://127.0.0.1/")
    admin.get(LIST)
    with django_assert_max_num_queries(200) as one:
        admin.get(LIST)
    for name in ("Borger.dk", "Portal"):
        subscribe("https://127.0.0.1/", name=name)
    with django_assert_max_num_queries(200) as three:
        admin.get(LIST)
    assert len(three) == len(one)
