"""What each button of a webhook's page does."""

from datetime import timedelta

import pytest
from django.utils import timezone
from standardwebhooks import Webhook

from cms.integrations.models import Attempt, State, Subscription
from cms.integrations.posts import next_post, settle
from cms.integrations.tests.administration import LIST, SECRET, pressed
from cms.publications.changes import Cursor
from cms.publications.models import Publication
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db


class TestButtons:
    def test_a_test_is_signed_and_its_answer_told(self, admin, subscribe, receiver):
        subscription, secret = subscribe(receiver.url)
        assert "Testen er modtaget (status 204)." in pressed(admin, subscription, "test")
        [request] = receiver.requests
        told = Webhook(secret).verify(request.body, request.headers)
        assert (told["type"], told["data"]["items"]) == ("test", [])
        receiver.answer = lambda request: (500, {})
        assert "Modtageren svarede 500." in pressed(admin, subscription, "test")
        subscription.refresh_from_db()
        assert (subscription.failures, Attempt.objects.filter(is_test=True).count()) == (0, 2)

    def test_pause_and_resume_lose_nothing(self, admin, subscribe, number):
        factories.page(ArticlePage)
        number()
        subscription, _secret = subscribe("https://127.0.0.1/")
        pressed(admin, subscription, "pause")
        subscription.refresh_from_db()
        assert subscription.state == State.PAUSED
        factories.page(ArticlePage)
        number()
        assert "fortsætter, hvor den slap" in pressed(admin, subscription, "resume")
        subscription.refresh_from_db()
        assert (subscription.state, next_post(subscription).pages) == (State.ACTIVE, 1)

    def test_replay_begins_at_a_time_and_under_other_ids(self, admin, subscribe, receiver, number):
        first, second = factories.page(ArticlePage), factories.page(ArticlePage)
        number()
        subscription, _secret = subscribe(receiver.url)
        second.title = "Ændret"
        second.save()
        number()
        post = next_post(subscription)
        settle(post, post.send())
        long_ago = timezone.now() - timedelta(days=2)
        Publication.objects.exclude(pk=second.pk).update(at=long_ago)
        yesterday = timezone.localtime(timezone.now() - timedelta(days=1))
        pressed(admin, subscription, "replay", since=f"{yesterday:%Y-%m-%d %H:%M}")
        subscription.refresh_from_db()
        again = next_post(subscription)
        assert (again.pages, again.id != post.id) == (1, True)
        earlier = timezone.localtime(timezone.now() - timedelta(days=3))
        pressed(admin, subscription, "replay", since=f"{earlier:%Y-%m-%d %H:%M}")
        subscription.refresh_from_db()
        assert next_post(subscription).pages == Publication.objects.count()
        assert first.pk != second.pk

    @pytest.mark.parametrize("since", ["2999-01-01 12:00", "i går", ""])
    def test_a_time_that_has_not_been_is_refused(self, since, admin, subscribe):
        subscription, _secret = subscribe("https://127.0.0.1/")
        answer = pressed(admin, subscription, "replay", since=since)
        assert "error-message" in answer
        assert Subscription.objects.get().cursor == subscription.cursor

    @pytest.mark.parametrize(("overlap", "signers"), [(24, 2), (0, 1)])
    def test_a_new_secret_is_shown_once_and_the_former_one_stays_as_long_as_chosen(
        self, overlap, signers, admin, subscribe, receiver
    ):
        subscription, former = subscribe(receiver.url)
        answer = admin.post(f"{LIST}secret/{subscription.pk}/", {"overlap": overlap})
        [secret] = set(SECRET.findall(answer.content.decode()))
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        pressed(admin, subscription, "test")
        [request] = receiver.requests
        assert len(request.headers["webhook-signature"].split()) == signers
        Webhook(secret).verify(request.body, request.headers)
        if signers == 2:
            Webhook(former).verify(request.body, request.headers)

    def test_what_waits_is_told_with_the_address_that_tells_it_too(self, admin, subscribe, number):
        factories.page(ArticlePage)
        number()
        subscription, _secret = subscribe("https://127.0.0.1/")
        address = f"{LIST}inspect/{subscription.pk}/"
        assert "Alt er leveret" in admin.get(address).content.decode()
        factories.page(ArticlePage)
        number()
        assert (
            f"/api/v2/changes/?since={subscription.cursor}" in admin.get(address).content.decode()
        )

    def test_what_was_done_is_in_the_history(self, admin, subscribe):
        subscription, _secret = subscribe("https://127.0.0.1/")
        pressed(admin, subscription, "pause")
        history = admin.get(f"{LIST}history/{subscription.pk}/").content.decode()
        assert "Webhook sat på pause" in history


class TestCopies:
    """A copy of the site tells nobody anything by itself."""

    @pytest.fixture
    def copied(self, subscribe, receiver) -> Subscription:
        subscription, _secret = subscribe(receiver.url, cursor=str(Cursor("0" * 16, 1, 1)))
        return subscription

    def test_it_says_so_and_sends_no_test(self, copied, admin, receiver):
        page = admin.get(f"{LIST}inspect/{copied.pk}/").content.decode()
        assert "en anden database" in page
        assert "Genoptag webhooken først" in pressed(admin, copied, "test")
        assert receiver.requests == []

    def test_resumed_here_it_begins_here(self, copied, admin, number):
        factories.page(ArticlePage)
        number()
        assert "hente alle sider på ny" in pressed(admin, copied, "resume")
        copied.refresh_from_db()
        assert copied.cursor == str(Cursor.now())
        assert not copied.is_of_another_site

    def test_a_silent_site_sends_no_test_either(self, subscribe, admin, receiver, settings):
        settings.OUTGOING = False
        subscription, _secret = subscribe(receiver.url)
        assert "OUTGOING=off" in pressed(admin, subscription, "test")
        assert receiver.requests == []
