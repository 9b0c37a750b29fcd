"""Mail is queued by requests, and handed to the mail server by the task worker: to real servers."""

import signal
import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.mail.tasks import PAUSES
from cms.users.models import User


class Silent(socketserver.BaseRequestHandler):
    """A mail server that takes connections and never says a word."""

    def handle(self) -> None:
        self.server.visits += 1
        self.request.recv(1)


class Talking(socketserver.StreamRequestHandler):
    """One that says what RFC 5321 wants to hear, and keeps what it is given."""

    def handle(self) -> None:
        self.server.visits += 1
        recipients: list[str] = []
        self.say(220)
        while line := self.rfile.readline().decode().strip():
            command = line[:4].upper()
            if command == "RCPT":
                recipients.append(line.split(":", 1)[1])
                self.say(550 if "ukendt@" in line else 250)
            elif command == "DATA":
                self.say(354)
                text = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.received.append((recipients, text))
                self.say(250)
            else:
                self.say(221 if command == "QUIT" else 250)

    def say(self, code: int) -> None:
        self.wfile.write(f"{code} ok\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, handler: type) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.visits = 0
        self.received: list[tuple[list[str], bytes]] = []


@pytest.fixture
def serve(settings, committing_database) -> Iterator[Callable[[type], Server]]:
    """Starts a mail server, to which mail is handed in from now on. In a database of its own: the
    worker closes a connection whose transaction is not its own.
    """
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}
    }
    settings.EMAIL_BACKEND = "cms.mail.backend.QueuedEmailBackend"
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.2
    servers = []

    def start(handler: type) -> Server:
        server = Server(handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        settings.EMAIL_PORT = server.server_address[1]
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def work() -> None:
    """What the task worker does with what is due."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    handlers = [signal.getsignal(number) for number in numbers]
    try:
        call_command("task_worker", queue_name="default,mail", batch=True, startup_delay=False)
    finally:  # the worker's own would keep the tests from being interrupted
        for number, handler in zip(numbers, handlers, strict=True):
            signal.signal(number, handler)


def make_all_due() -> None:
    DBTaskResult.objects.update(run_after=now() - timedelta(days=1))


def message() -> EmailMultiAlternatives:
    """One with everything that a message can have."""
    written = EmailMultiAlternatives(
        "Ny side på Æblevej",
        "Der er noget at læse.\n",
        "web@example.dk",
        to=["karen@example.dk"],
        cc=["hans@example.dk"],
        bcc=["arkiv@example.dk"],
        reply_to=["svar@example.dk"],
        headers={"X-Sag": "7", "Message-ID": "<1@example.dk>", "Date": "Sun, 17 Apr 2022 10:00:00"},
    )
    written.attach_alternative("<p>Der er noget at læse.</p>", "text/html")
    written.attach("øvrigt.txt", "Ærligt talt", "text/plain")
    written.attach("billede.png", b"\x89PNG\x00", "image/png")
    return written


def parts(text: bytes) -> list:
    """All that a message says, without the boundaries between its parts, which are random."""
    parsed = message_from_bytes(text, policy=policy.default)
    return [
        (
            [item for item in part.items() if item[0] != "Content-Type"],
            part.get_content_type(),
            part.get_filename(),
            None if part.is_multipart() else part.get_payload(decode=True).splitlines(),
        )
        for part in parsed.walk()
    ]


def test_no_request_waits_for_a_silent_server_and_nothing_is_lost(serve):
    silent = serve(Silent)
    assert message().send() == 1
    assert silent.visits == 0
    work()
    assert silent.visits == 1
    [first, again] = DBTaskResult.objects.order_by("enqueued_at")
    assert (first.status, again.status) == (TaskResultStatus.SUCCESSFUL, TaskResultStatus.READY)
    assert again.run_after > now()  # so that the next attempt is not made at once
    work()
    assert silent.visits == 1

    talking = serve(Talking)
    make_all_due()
    work()
    [(recipients, text)] = talking.received
    addresses = ["karen@example.dk", "hans@example.dk", "arkiv@example.dk"]
    assert recipients == [f"<{address}>" for address in addresses]
    assert parts(text) == parts(message().message().as_bytes())
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists()


def test_what_is_refused_for_good_is_not_sent_again(serve, caplog):
    server = serve(Talking)
    mail.send_mail("Emne", "Tekst", "web@example.dk", ["ukendt@example.dk"])
    work()
    make_all_due()
    work()
    assert (server.visits, server.received) == (1, [])
    assert [each.status for each in DBTaskResult.objects.all()] == [TaskResultStatus.FAILED]
    assert "is given up" in caplog.text


def test_a_server_that_never_comes_back_is_given_up(serve):
    server = serve(Silent)
    mail.send_mail("Emne", "Tekst", "web@example.dk", ["karen@example.dk"])
    for _attempt in range(len(PAUSES) + 3):
        make_all_due()
        work()
    assert server.visits == len(PAUSES) + 1
    statuses = [each.status for each in DBTaskResult.objects.order_by("enqueued_at")]
    assert statuses == [TaskResultStatus.SUCCESSFUL] * len(PAUSES) + [TaskResultStatus.FAILED]


def test_mail_whose_worker_was_killed_is_sent_by_the_next(serve):
    server = serve(Talking)
    mail.send_mail("Emne", "Tekst", "web@example.dk", ["karen@example.dk"])
    claimed = DBTaskResult.objects.get()
    claimed.claim("killed")
    call_command("queue_lost_mail")  # too early: it may still be on its way
    work()
    assert server.received == []
    DBTaskResult.objects.update(started_at=now() - timedelta(minutes=11))
    call_command("queue_lost_mail")
    work()
    assert len(server.received) == 1


def test_a_copy_of_the_database_sends_nothing_that_was_queued_before(serve, caplog):
    server = serve(Talking)
    for subject in ("Før", "Efter"):
        mail.send_mail(subject, "Tekst", "web@example.dk", ["karen@example.dk"])
    queued = DBTaskResult.objects.earliest("enqueued_at")
    [before] = queued.args_kwargs["args"]
    arguments = {"args": [before | {"queued_in": "0" * 16}], "kwargs": {}}
    DBTaskResult.objects.filter(pk=queued.pk).update(args_kwargs=arguments)
    work()
    [(_recipients, text)] = server.received
    assert message_from_bytes(text, policy=policy.default)["subject"] == "Efter"
    assert "queued in another database" in caplog.text
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists()


def test_the_link_to_a_new_password_is_tried_again_and_never_queued(serve, client: Client):
    serve(Silent)
    User.objects.create_user("karen", "karen@example.dk", "meget-hemmelig-1")
    client.post("/glemt-adgangskode/", {"email": "karen@example.dk"})
    work()
    asked = [each.args_kwargs["args"] for each in DBTaskResult.objects.order_by("enqueued_at")]
    assert [arguments[0] for arguments in asked] == ["karen@example.dk"] * 2
    assert asked[1][2:] == [1]
    talking = serve(Talking)
    make_all_due()
    work()
    assert len(talking.received) == 1
