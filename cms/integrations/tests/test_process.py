"""The process that delivers: kills, silence, and one that waits."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from cms.integrations.delivering import Deliverer, is_delivered
from cms.integrations.models import Attempt, Subscription
from cms.integrations.tests.receiving import subscribed
from cms.publications.changes import Cursor
from cms.publications.tests.waiting import eventually
from cms.testing import factories
from cms.testing.receiver import Received, Receiver, receiving
from cms.tests.pages.models import ArticlePage


@contextmanager
def delivering() -> Iterator[None]:
    deliverer = Deliverer()
    thread = threading.Thread(target=deliverer.run)
    thread.start()
    try:
        yield
    finally:
        deliverer.stop()
        thread.join(timeout=30)
        assert not thread.is_alive()


def told(receiver: Receiver) -> list[tuple[int, str]]:
    """What a receiver knows that takes each post once: page and digest, in the order of arrival."""
    posts = {request.headers["webhook-id"]: request.body for request in receiver.requests}
    return [
        (each["id"], each["digest"])
        for body in posts.values()
        for each in json.loads(body)["data"]["items"]
    ]


def is_at_the_end() -> bool:
    return Subscription.objects.filter(cursor=str(Cursor.now()), until="").exists()


def renamed(page: ArticlePage, title: str) -> None:
    page.title = title
    page.save()


def test_it_delivers_what_is_committed_and_what_waited(committing_database, receiver):
    page = factories.page(ArticlePage)
    subscribed(receiver.url)
    renamed(page, "Før den kørte")
    with delivering():
        assert eventually(lambda: len(told(receiver)) == 1 and is_at_the_end())
        renamed(page, "Mens den kørte")
        assert eventually(lambda: len(told(receiver)) == 2 and is_at_the_end())
        assert is_delivered()
    assert [key for key, _digest in told(receiver)] == [page.pk] * 2


def test_a_slow_receiver_keeps_no_other_waiting(committing_database, receiver):
    page = factories.page(ArticlePage)
    is_over = threading.Event()
    with receiving() as slow:
        slow.answer = lambda request: (is_over.wait(9) and 0) or (204, {})
        subscribed(slow.url, name="Langsom")
        subscribed(receiver.url)
        with delivering():
            renamed(page, "Først")
            assert slow.arrived.wait(30)
            renamed(page, "Derefter")
            assert eventually(lambda: len(told(receiver)) == 2)
            assert len(slow.requests) == 1
            is_over.set()
            assert eventually(lambda: len(slow.requests) == 2)


def test_it_sends_nothing_where_it_was_not_switched_on_or_all_is_silent(
    committing_database, receiver, settings
):
    page = factories.page(ArticlePage)
    with receiving() as other:
        subscribed(other.url, cursor=str(Cursor("0" * 16, 0, 0)))
        subscribed(receiver.url)
        renamed(page, "Ændret")
        with delivering():
            assert eventually(lambda: len(receiver.requests) == 1)
        settings.OUTGOING = False
        renamed(page, "Ændret igen")
        with delivering():
            assert eventually(is_delivered)
        assert (len(receiver.requests), other.requests) == (1, [])
    assert Attempt.objects.count() == 1


def test_status_tells_what_needs_attention(committing_database, receiver, capsys):
    call_command("webhooks", "status")
    subscription, _secret = subscribed(receiver.url)
    with delivering():
        assert eventually(is_delivered)
        call_command("webhooks", "status")
    Subscription.objects.update(state="gone")
    with pytest.raises(SystemExit):
        call_command("webhooks", "status")
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3:] == [
        "Outgoing:    on",
        "Process:     not running",
        f"{subscription.pk:>9}    Intranet: gone",
    ]


class TestKills:
    """It is killed when a post has arrived; `TestAgain` has the points in between."""

    @pytest.fixture
    def start(self, committing_database):
        started: list[subprocess.Popen] = []

        def start() -> subprocess.Popen:
            code = (
                "import os, sys, django; django.setup()\n"
                "from django.db import connection\n"
                f"connection.settings_dict['NAME'] = {committing_database!r}\n"
                "from django.core.management import call_command\n"
                "call_command('webhooks', 'deliver')\n"
            )
            environment = os.environ | {"WEBHOOK_ALLOWED_NETWORKS": "127.0.0.0/8"}
            process = subprocess.Popen(
                [sys.executable, "-c", code], cwd=django_settings.BASE_DIR, env=environment
            )
            started.append(process)
            return process

        yield start
        for process in started:
            process.kill()
            process.wait()

    def test_nothing_is_lost_and_nothing_overtakes(self, start, receiver):
        pages = [factories.page(ArticlePage) for _ in range(3)]
        subscribed(receiver.url)
        kills = 0

        def answer(request: Received) -> tuple[int, dict[str, str]]:
            """Kill whoever has sent the first two posts, so that it knows of no answer."""
            nonlocal kills
            if kills < 2:
                kills += 1
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
            return 204, {}

        receiver.answer = answer
        for number, page in enumerate(pages):
            renamed(page, f"Ændret {number}")
        while kills < 2:
            receiver.arrived.clear()
            process = start()
            assert receiver.arrived.wait(60)
            process.wait(30)
            renamed(pages[0], f"Ændret efter {kills}")
        start()
        assert eventually(is_at_the_end, 60)
        ids = [request.headers["webhook-id"] for request in receiver.requests]
        assert ids[0] == ids[1] == ids[2]
        # The page that was renamed in between came in its later place.
        told_of = [key for key, _digest in told(receiver)]
        assert told_of[-1] == pages[0].pk
        assert sorted(set(told_of)) == sorted(page.pk for page in pages)
        sequences = [
            each["sequence"]
            for request in receiver.requests[2:]
            for each in json.loads(request.body)["data"]["items"]
        ]
        assert sequences == sorted(sequences)
