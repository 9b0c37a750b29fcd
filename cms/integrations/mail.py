"""What owners are told when deliveries stop."""

import logging

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.mail import send_mail

from cms.integrations.models import Subscription
from cms.mail.recipients import mails_of

logger = logging.getLogger(__name__)


def tell_owner(subscription: Subscription) -> None:
    """Send a mail that a subscription has been paused and why: to its owner, or to those who manage
    the site where it has none who could read it.
    """
    recipients = mails_of(subscription.owner)
    logger.warning("Webhook %s is paused: %s", subscription.pk, subscription.state)
    if not recipients:
        return
    path = reverse("webhooks:inspect", args=[subscription.pk])
    context = {
        "subscription": subscription,
        "admin_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path,
    }
    send_mail(
        _("The webhook “%(name)s” is paused") % {"name": subscription.name},
        render_to_string("integrations/paused.txt", context),
        recipients,
    )
