"""Django's way to send mail, which here queues it."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from cms.mail.tasks import deliver
from cms.mail.written import written


class QueuedEmailBackend(BaseEmailBackend):
    """Leaves every message to the task worker, which hands it to `settings.MAIL_BACKEND`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages that have recipients; return how many those are."""
        messages = [message for message in email_messages if message.recipients()]
        for message in messages:
            deliver.enqueue(written(message))
        return len(messages)
