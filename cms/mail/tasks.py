"""Handing mail to the mail server, and trying again while it is away."""

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.timezone import now
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.mail.written import read
from cms.publications.cursors import epoch

logger = logging.getLogger(__name__)

QUEUE = "mail"
#: After renditions of images, for which an editor waits.
PRIORITY = -10
#: How long after each failure the next attempt is made: for two days in all.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440)]
#: Of a queued message: the database in which it was queued.
QUEUED_IN = "queued_in"
#: A mail that has been on its way for longer lost its worker.
LONGEST_ATTEMPT = timedelta(minutes=10)


@task(queue_name=QUEUE, priority=PRIORITY)
def deliver(mail: dict, failures: int = 0) -> None:
    """Hand in a message (`cms.mail.written`) that has failed so many times, or queue it again. What
    was queued in another database is that one's to send: this is a copy of it.
    """
    message, here = read(mail), epoch()
    if mail.get(QUEUED_IN, here) != here:
        logger.warning(
            "A mail to %d recipients was queued in another database, of which this is a copy, and "
            "is not sent",
            len(message.recipients()),
        )
    elif (pause := hand_in(message, failures)) is not None:
        deliver.using(run_after=now() + pause).enqueue(mail, failures + 1)


def hand_in(message: EmailMessage, failures: int) -> timedelta | None:
    """Hand a message to the mail server; return None, or after how long it is worth another try.

    Raises what the mail server answered if it refuses the message for good, and what went wrong
    if it has failed too often.
    """
    try:
        get_connection(settings.MAIL_BACKEND).send_messages([message])
    except OSError as error:
        if _is_final(error) or failures >= len(PAUSES):
            logger.error("A mail to %d recipients is given up: %s", len(message.to), error)
            raise
        pause = PAUSES[failures]
        logger.warning("A mail could not be handed in, and is tried again in %s: %s", pause, error)
        return pause
    return None


def queue_lost() -> int:
    """Queue again the mail whose worker was killed; return how many. One that was handed in just
    before goes out twice, which is better than not at all.
    """
    lost = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING,
        queue_name=QUEUE,
        started_at__lt=now() - LONGEST_ATTEMPT,
    )
    return lost.update(status=TaskResultStatus.READY)


def _is_final(error: OSError) -> bool:
    """Return whether the mail server refuses the message for good (RFC 5321, section 4.2.1:
    5yz).
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
