from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django_tasks import task

from cms.mail.tasks import PRIORITY, QUEUE, hand_in


@task(queue_name=QUEUE, priority=PRIORITY)
def mail_reset_link(address: str, root_url: str, failures: int = 0) -> None:
    """Mail each active user with this address and a password a link under the site's root, by
    which a new one is chosen. Tried again if the mail server is away; never queued with the link,
    which opens an account to whoever reads it.
    """
    pauses = []
    for user in PasswordResetForm().get_users(address):
        key = urlsafe_base64_encode(force_bytes(user.pk))
        token = default_token_generator.make_token(user)
        link = root_url + reverse("password_reset_confirm", args=[key, token])
        context = {"user": user, "link": link, "root_url": root_url}
        text = render_to_string("users/password_reset_mail.txt", context)
        pauses.append(hand_in(EmailMessage(_("A new password"), text, to=[user.email]), failures))
    if failed := [pause for pause in pauses if pause is not None]:
        again = mail_reset_link.using(run_after=now() + failed[0])
        again.enqueue(address, root_url, failures + 1)
