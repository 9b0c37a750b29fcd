"""Django's way to send mail, which here queues it."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from cms.mail.tasks import QUEUED_IN, deliver
from cms.mail.written import written
from cms.publications.cursors import epoch


class QueuedEmailBackend(BaseEmailBackend):
    """Leaves every message to the task worker, which hands it to `settings.MAIL_BACKEND`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages that have recipients; return how many those are."""
        messages = [message for message in email_messages if message.recipients()]
        here = epoch() if messages else ""
        for message in messages:
            # In the message: the worker of another version takes no further arguments.
            deliver.enqueue(written(message) | {QUEUED_IN: here})
        return len(messages)
