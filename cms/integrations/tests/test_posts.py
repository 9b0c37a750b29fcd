"""What a receiver is sent: signed, in order, all of it, and the same again until it has it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from standardwebhooks import Webhook, WebhookVerificationError
from wagtail.models import Page, Site

from cms.integrations import messages, posts, signing
from cms.integrations.models import State, Subscription
from cms.integrations.posts import next_post, settle
from cms.integrations.tests.receiving import changed, deliver, items, set_to
from cms.publications.cache_tags import tags_of_change
from cms.publications.changes import Cursor, changes_since
from cms.publications.items import Addresses, thin
from cms.publications.models import Publication
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage, FrontPage

pytestmark = pytest.mark.django_db


class TestPosts:
    def test_a_post_is_verified_by_the_official_library(self, receiver, subscribe, number):
        factories.page(ArticlePage)
        number()
        subscription, secret = subscribe(receiver.url)
        page = factories.page(ArticlePage)
        number()
        before = subscription.cursor
        assert deliver(subscription) == [1]
        [request] = receiver.requests
        told = Webhook(secret).verify(request.body, request.headers)
        root_url = Site.objects.get(is_default_site=True).root_url
        changes = changes_since(Cursor.read(before)).items
        expected = [
            thin(each, Addresses.of(None))
            | {"cache_tags": tags_of_change(each.page_id, each.type, is_own=True)}
            for each in changes
        ]
        assert told["type"] == "pages.changed"
        assert told["data"] == {
            "changes_url": f"{root_url}/api/v2/changes/?since={before}",
            "items": expected,
        }
        assert expected[-1]["html_url"] == page.full_url
        assert request.headers["content-type"] == "application/json"
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(request.body + " ", request.headers)
        with pytest.raises(WebhookVerificationError):
            Webhook(signing.new_secret()).verify(request.body, request.headers)

    def test_changes_come_in_order_and_each_once(self, receiver, subscribe, number):
        pages = [factories.page(ArticlePage) for _ in range(3)]
        number()
        subscription, _secret = subscribe(receiver.url)
        for page in (pages[2], pages[0]):
            page.title = "Ændret"
            page.save()
            number()
        Page.objects.get(pk=pages[1].pk).delete()
        number()
        assert deliver(subscription) == [3]
        assert changed(receiver.requests[0]) == [
            (pages[2].pk, "upsert"),
            (pages[0].pk, "upsert"),
            (pages[1].pk, "delete"),
        ]
        assert deliver(subscription) == []

    def test_one_post_tells_of_a_hundred_pages_at_most(
        self, receiver, subscribe, number, monkeypatch
    ):
        monkeypatch.setattr(posts, "MOST", 2)
        factories.page(ArticlePage)
        number()
        subscription, _secret = subscribe(receiver.url)
        pages = [factories.page(ArticlePage) for _ in range(5)]
        number()
        assert deliver(subscription) == [2, 2, 1]
        told = [key for request in receiver.requests for key, _change in changed(request)]
        assert sorted(told) == [page.pk for page in pages]
        assert len({request.headers["webhook-id"] for request in receiver.requests}) == 3


class TestFilters:
    def test_a_section_a_type_and_a_topic_narrow_it(self, receiver, subscribe, number):
        section, topic = factories.page(ArticleIndexPage), factories.topic()
        number()
        by_section, _ = subscribe(receiver.url, section=section)
        by_type, _ = subscribe(receiver.url, types=["pages.FrontPage"])
        by_topic, _ = subscribe(receiver.url, topic=topic)
        inside = factories.page(ArticlePage, parent=section, topics=[topic])
        outside = factories.page(FrontPage)
        number()
        for subscription, expected in {
            by_section: ["upsert", "delete"],
            by_type: ["delete", "upsert"],
            by_topic: ["upsert", "delete"],
        }.items():
            deliver(subscription)
            told = dict(changed(receiver.requests.pop()))
            assert [told[inside.pk], told[outside.pk]] == expected

    def test_the_address_of_the_changes_is_narrowed_likewise(self, receiver, subscribe):
        section, topic = factories.page(ArticleIndexPage), factories.topic()
        types = ["pages.ArticlePage", "pages.FrontPage"]
        subscription, _ = subscribe(receiver.url, section=section, topic=topic, types=types)
        query = parse_qs(urlsplit(messages.changes_url(subscription)).query)
        assert query == {
            "since": [subscription.cursor],
            "type": [",".join(types)],
            "descendant_of": [str(section.pk)],
            "topic": [str(topic.pk)],
        }

    def test_a_section_that_is_deleted_does_not_become_the_whole_site(
        self, receiver, subscribe, number
    ):
        section = factories.page(ArticleIndexPage)
        inside = factories.page(ArticlePage, parent=section)
        elsewhere = factories.page(FrontPage)
        number()
        subscription, _secret = subscribe(receiver.url, section=section)
        Page.objects.get(pk=section.pk).delete()
        elsewhere.title = "Ændret"
        elsewhere.save()
        number()
        deliver(subscription)
        told = dict(changed(receiver.requests[0]))
        assert told[inside.pk] == told[elsewhere.pk] == "delete"

    def test_pages_of_another_site_are_told_of_to_who_follows_that_one(
        self, receiver, subscribe, number
    ):
        neighbour = FrontPage(title="Nabo", slug="nabo")
        Page.get_first_root_node().add_child(instance=neighbour)
        Site.objects.create(hostname="nabo.example", root_page=neighbour)
        page = factories.page(ArticlePage)
        number()
        own, _ = subscribe(receiver.url)
        others, _ = subscribe(receiver.url, section=neighbour)
        page.move(neighbour, pos="last-child")
        number()
        told = []
        for subscription in (own, others):
            deliver(subscription)
            [item] = items(receiver.requests.pop())
            told.append((item["id"], item["change"], item["html_url"]))
        address = f"http://nabo.example/{page.slug}/"
        assert told == [(page.pk, "delete", None), (page.pk, "upsert", address)]
        assert messages.changes_url(others).startswith("http://nabo.example/api/v2/changes/?")

    def test_what_holds_nothing_for_it_is_passed_over_without_a_post(
        self, receiver, subscribe, number
    ):
        """A page that was never public is no change of anything."""
        factories.page(ArticlePage)
        number()
        subscription, _secret = subscribe(receiver.url)
        factories.draft(ArticlePage)
        number()
        assert deliver(subscription) == []
        assert receiver.requests == []


class TestAgain:
    """A process may be killed at any point: what it posts then is the same, under the same id."""

    def test_one_that_was_killed_before_posting_posts_the_same(self, waiting, receiver):
        first = next_post(waiting)
        again = next_post(Subscription.objects.get(pk=waiting.pk))
        assert again == first

    def test_one_that_was_killed_before_it_noted_the_answer_posts_the_same(self, waiting, receiver):
        next_post(waiting).send()
        deliver(waiting)
        first, second = receiver.requests
        assert first.body == second.body
        assert first.headers["webhook-id"] == second.headers["webhook-id"]

    def test_what_comes_meanwhile_waits_for_its_turn(self, waiting, receiver, number):
        first = next_post(waiting)
        later = factories.page(FrontPage)
        number()
        assert next_post(Subscription.objects.get(pk=waiting.pk)).body == first.body
        assert deliver(waiting) == [1, 1]
        assert changed(receiver.requests[1]) == [(later.pk, "upsert")]
        ids = [request.headers["webhook-id"] for request in receiver.requests]
        assert len(set(ids)) == 2

    def test_a_page_that_changes_meanwhile_is_told_of_in_its_later_place(
        self, receiver, subscribe, number
    ):
        first, second = factories.page(ArticlePage), factories.page(ArticlePage)
        number()
        subscription, _secret = subscribe(receiver.url)
        for page in (first, second):
            page.title = "Ændret"
            page.save()
            number()
        post = next_post(subscription)
        first.title = "Ændret imens"
        first.save()
        number()
        assert deliver(subscription) == [1, 1]
        told = [changed(request) for request in receiver.requests]
        assert told == [[(second.pk, "upsert")], [(first.pk, "upsert")]]
        assert receiver.requests[0].headers["webhook-id"] == post.id

    def test_a_range_of_which_all_has_changed_again_is_passed_over(self, waiting, receiver, number):
        page = ArticlePage.objects.get()
        first = next_post(waiting)
        page.title = "Ændret imens"
        page.save()
        number()
        assert deliver(waiting) == [1]
        assert receiver.requests[0].headers["webhook-id"] != first.id

    def test_a_range_of_pages_that_wait_to_be_built_is_posted_whole(
        self, receiver, subscribe, number, monkeypatch
    ):
        """A release has all pages built anew, and no reader builds many of them at once."""
        factories.page(ArticlePage)
        number()
        subscription, _secret = subscribe(receiver.url)
        for _ in range(3):
            factories.page(ArticlePage)
        number()
        first = next_post(subscription)
        Publication.objects.update(fingerprint="en anden")
        monkeypatch.setattr("cms.publications.windows.BUILT_AT_ONCE", 1)
        assert next_post(subscription) == first

    def test_a_late_answer_moves_nothing_back_or_forth(self, waiting, number):
        late = next_post(waiting)
        outcome = late.send()
        deliver(waiting)
        waiting.refresh_from_db()
        cursor = waiting.cursor
        settle(late, outcome)
        waiting.refresh_from_db()
        assert waiting.cursor == cursor

    def test_a_failure_keeps_the_range_and_the_order(self, waiting, receiver, number):
        receiver.answer = lambda request: (500, {})
        deliver(waiting)
        waiting.refresh_from_db()
        assert (waiting.failures, waiting.state) == (1, State.ACTIVE)
        receiver.answer = lambda request: (200, {})
        set_to(waiting, failures=0)
        deliver(waiting)
        first, second = receiver.requests
        assert first.body == second.body
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
