"""Who is told by mail of what needs somebody."""

from typing import Any

from django.contrib.auth import get_user_model


def mails_of(user: Any) -> list[str]:
    """Return the mail address of an account, or where it is gone or could not read any, those of
    the accounts that manage the site.
    """
    if user is not None and user.is_active and user.email:
        return [user.email]
    managers = get_user_model().objects.filter(is_active=True, is_superuser=True)
    return list(managers.exclude(email="").order_by("pk").values_list("email", flat=True))
