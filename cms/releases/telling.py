"""What people are told by mail of a release that could not go out."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.mail import send_mail

from cms.mail.recipients import mails_of
from cms.releases.models import Release


def tell_of_failure(release: Release) -> None:
    """Send a mail to who approved it, or where nobody could read that, to those who manage the
    site.
    """
    recipients = mails_of(release.approved_by)
    if not recipients:
        return
    path = reverse("releases:inspect", args=[release.pk])
    context = {
        "release": release,
        "admin_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path,
    }
    send_mail(
        _("The release “%(name)s” could not go out") % {"name": release.name},
        render_to_string("releases/failed.txt", context),
        recipients,
    )
