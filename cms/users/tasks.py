from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django_tasks import task


@task()
def mail_reset_link(address: str, root_url: str) -> None:
    """Mail each active user with this address and a password a link under the site's root, by
    which a new one is chosen.
    """
    for user in PasswordResetForm().get_users(address):
        key = urlsafe_base64_encode(force_bytes(user.pk))
        token = default_token_generator.make_token(user)
        link = root_url + reverse("password_reset_confirm", args=[key, token])
        context = {"user": user, "link": link, "root_url": root_url}
        text = render_to_string("users/password_reset_mail.txt", context)
        send_mail(_("A new password"), text, None, [user.email])
