"""A message as JSON, as which it waits in the queue."""

import base64
from email.mime.base import MIMEBase
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives

_AS_THEY_ARE = ["subject", "body", "from_email", "to", "cc", "bcc", "reply_to"]


def written(message: EmailMessage) -> dict[str, Any]:
    """Return the message as JSON: its fields, texts as they are, attachments in base64."""
    texts = {name: getattr(message, name) for name in _AS_THEY_ARE}
    return {
        # Subjects may be lazy translations.
        **texts | {"subject": str(message.subject), "body": str(message.body)},
        # As pairs: PostgreSQL keeps no order of names.
        "headers": [[name, str(value)] for name, value in message.extra_headers.items()],
        "subtype": message.content_subtype,
        "alternatives": [
            [str(content), media_type]
            for content, media_type in getattr(message, "alternatives", [])
        ],
        "attachments": [_written(attachment) for attachment in message.attachments],
    }


def read(mail: dict[str, Any]) -> EmailMessage:
    """Return the message that was written so."""
    texts = {name: mail[name] for name in _AS_THEY_ARE}
    message = EmailMultiAlternatives(**texts, headers=dict(mail["headers"]))
    message.content_subtype = mail["subtype"]
    for content, media_type in mail["alternatives"]:
        message.attach_alternative(content, media_type)
    for name, content, media_type in mail["attachments"]:
        message.attach(name, base64.b64decode(content), media_type)
    return message


def _written(attachment: MIMEBase | tuple) -> list[str | None]:
    if isinstance(attachment, MIMEBase):
        content: Any = attachment.get_payload(decode=True)
        name, media_type = attachment.get_filename(), attachment.get_content_type()
    else:
        name, content, media_type = attachment
    content = content.encode() if isinstance(content, str) else content
    return [name, base64.b64encode(content).decode(), media_type]
