"""What people are told by mail of a release that could not go out."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.mail import send_mail

from cms.releases.models import Release


def tell_of_failure(release: Release) -> None:
    """Send a mail to who approved it, or where nobody could read that, to those who manage the
    site.
    """
    recipients = _recipients(release)
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


def _recipients(release: Release) -> list[str]:
    approver = release.approved_by
    if approver is not None and approver.is_active and approver.email:
        return [approver.email]
    managers = get_user_model().objects.filter(is_active=True, is_superuser=True)
    return list(managers.exclude(email="").order_by("pk").values_list("email", flat=True))
