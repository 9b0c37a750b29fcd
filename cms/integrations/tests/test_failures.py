"""What a failure, an attempt and another secret come to."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from cms.encryption import Unreadable
from cms.integrations import posts, signing
from cms.integrations.models import Attempt, State, Subscription, forget_attempts
from cms.integrations.posts import next_post, settle
from cms.integrations.tests.receiving import deliver, set_to
from cms.users.models import User

pytestmark = pytest.mark.django_db


class TestFailures:
    @pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 404, 500, 503])
    def test_whatever_is_no_success_is_tried_again(self, status, waiting, receiver):
        """A redirect too: where it leads to, nobody has entered."""
        elsewhere = f"http://127.0.0.1:{receiver.port}/andetsteds"
        receiver.answer = lambda request: (status, {"Location": elsewhere})
        deliver(waiting)
        waiting.refresh_from_db()
        assert (waiting.failures, waiting.state, len(receiver.requests)) == (1, State.ACTIVE, 1)
        assert waiting.due_at > timezone.now()

    def test_pauses_double_up_to_an_hour_and_vary(self):
        seconds = [posts.pause(failures, 0).total_seconds() for failures in range(1, 15)]
        expected = [min(5 * 2**failures, 3600) for failures in range(14)]
        assert all(
            0.8 * wanted <= found <= 1.2 * wanted
            for found, wanted in zip(seconds, expected, strict=True)
        )
        assert len({posts.pause(3, 0) for _ in range(20)}) > 1

    def test_a_receiver_may_ask_for_a_longer_pause_but_not_for_ever(self):
        assert posts.pause(1, 60).total_seconds() >= 48
        assert posts.pause(1, 10**9).total_seconds() <= 4320
        assert posts.pause(10**6, 0).total_seconds() <= 4320

    def test_one_that_wants_nothing_any_more_is_paused_and_its_owner_told(self, waiting, receiver):
        receiver.answer = lambda request: (410, {})
        deliver(waiting)
        waiting.refresh_from_db()
        assert waiting.state == State.GONE
        [message] = mail.outbox
        assert message.to == ["ejer@example.dk"]
        assert message.subject == "Webhooken “Intranet” er sat på pause"
        assert receiver.url in message.body
        assert f"/admin/webhooks/inspect/{waiting.pk}/" in message.body

    def test_one_that_fails_for_three_days_is_paused_and_its_owner_told(self, waiting, receiver):
        receiver.answer = lambda request: (500, {})
        set_to(waiting, failing_since=timezone.now() - timedelta(days=2, hours=23))
        deliver(waiting)
        waiting.refresh_from_db()
        assert waiting.state == State.ACTIVE
        set_to(waiting, failures=0, failing_since=timezone.now() - timedelta(days=3))
        deliver(waiting)
        waiting.refresh_from_db()
        assert (waiting.state, len(mail.outbox)) == (State.FAILING, 1)

    def test_without_an_owner_those_are_told_who_manage_the_site(self, waiting, receiver):
        User.objects.create_superuser("chef", email="chef@example.dk", password="x")
        set_to(waiting, owner=None)
        receiver.answer = lambda request: (410, {})
        deliver(waiting)
        assert [message.to for message in mail.outbox] == [["chef@example.dk"]]

    def test_success_forgets_the_failures(self, waiting, receiver):
        set_to(waiting, failing_since=timezone.now() - timedelta(days=1))
        deliver(waiting)
        waiting.refresh_from_db()
        assert (waiting.failures, waiting.failing_since) == (0, None)


class TestAttempts:
    def test_each_is_kept_with_time_and_status_and_without_what_was_said(self, waiting, receiver):
        receiver.answer = lambda request: (500, {})
        post = next_post(waiting)
        settle(post, post.send())
        Subscription.objects.filter(pk=waiting.pk).update(url="http://127.0.0.1:1/")
        waiting.refresh_from_db()
        second = next_post(waiting)
        settle(second, second.send())
        kept = Attempt.objects.order_by("pk").values_list("message", "pages", "status", "reason")
        assert list(kept) == [
            (post.id, 1, 500, ""),
            (post.id, 1, None, "connection"),
        ]
        assert {field.name for field in Attempt._meta.fields} == {
            *("id", "subscription", "message", "is_test", "at", "milliseconds", "pages"),
            *("status", "reason"),
        }

    def test_they_are_deleted_after_thirty_days(self, waiting):
        deliver(waiting)
        now = timezone.now()
        assert forget_attempts(now + timedelta(days=29, hours=23)) == 0
        assert forget_attempts(now + timedelta(days=30, hours=1)) == 1


class TestSecrets:
    def test_it_is_stored_encrypted(self, subscribe):
        subscription, secret = subscribe("https://example.dk/")
        assert secret not in subscription.secret
        assert secret.removeprefix("whsec_") not in subscription.secret
        assert signing.decrypted(subscription.secret) == secret

    def test_the_former_one_signs_as_well_until_its_time_is_over(self, waiting, receiver):
        first = signing.decrypted(waiting.secret)
        second = signing.new_secret()
        tomorrow = timezone.now() + timedelta(days=1)
        set_to(
            waiting,
            secret=signing.encrypted(second),
            former_secret=waiting.secret,
            former_until=tomorrow,
        )
        post = next_post(waiting)
        post.send()
        set_to(waiting, former_until=timezone.now())
        next_post(waiting).send()
        both, one = receiver.requests
        for secret in (first, second):
            Webhook(secret).verify(both.body, both.headers)
        Webhook(second).verify(one.body, one.headers)
        with pytest.raises(WebhookVerificationError):
            Webhook(first).verify(one.body, one.headers)

    def test_another_key_of_the_site_reads_it_while_the_former_is_known(self, subscribe, settings):
        subscription, secret = subscribe("https://example.dk/")
        former, settings.SECRET_KEY = settings.SECRET_KEY, "en ny"
        settings.SECRET_KEY_FALLBACKS = [former]
        assert signing.decrypted(subscription.secret) == secret
        settings.SECRET_KEY_FALLBACKS = []
        with pytest.raises(Unreadable):
            signing.decrypted(subscription.secret)

    def test_one_that_cannot_be_read_pauses(self, waiting, settings):
        settings.SECRET_KEY = "en ny"
        assert next_post(waiting) is None
        waiting.refresh_from_db()
        assert (waiting.state, len(mail.outbox)) == (State.UNSIGNED, 1)
