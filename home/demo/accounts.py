"""The demo's accounts: their passwords are known to everybody who reads this."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group

from home.setup.roles import APPROVER, EDITOR

#: One for all; `load_demo` refuses to run where that would matter.
PASSWORD = "verdensmaal"  # noqa: S105

#: The group that may read the minutes. It gives no access to the admin.
STEERING_GROUP = "Styregruppen"

#: User name: first name, last name, group, what the account is for.
ACCOUNTS = {
    "redaktoer": ("Freja", "Holm", EDITOR.name, "writes pages and submits them"),
    "moderator": ("Anders", "Bach", APPROVER.name, "approves and publishes"),
    "medlem": ("Ida", "Brandt", STEERING_GROUP, "reads what is for members only"),
}

#: What the page with a password asks for.
PAGE_PASSWORD = "torvedag"  # noqa: S105


def create_accounts() -> dict[str, AbstractUser]:
    """Make the accounts and return them by user name.

    Raises `Group.DoesNotExist` when `setup_site` has not made the editors' groups.
    """
    Group.objects.get_or_create(name=STEERING_GROUP)
    users = {}
    for username, (first, last, group, _) in ACCOUNTS.items():
        user = get_user_model().objects.create_user(
            username, password=PASSWORD, first_name=first, last_name=last
        )
        user.groups.add(Group.objects.get(name=group))
        users[username] = user
    return users


def account_lines() -> list[str]:
    """Say how to log in, one line an account that still has the demo's password."""
    users = {user.username: user for user in get_user_model().objects.filter(is_active=True)}
    return [
        f"  {username} / {PASSWORD}  ({purpose})"
        for username, (_, _, _, purpose) in ACCOUNTS.items()
        if username in users and users[username].check_password(PASSWORD)
    ]
