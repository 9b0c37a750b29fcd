"""Webhooks in the admin, as an account uses them."""

import re

from django.contrib.auth.models import Group, Permission
from django.test import Client

from cms.integrations.models import Subscription
from cms.users.models import User

LIST = "/admin/webhooks/"
ADD = "/admin/webhooks/new/"
SECRET = re.compile(r"whsec_[\w+/=]+")


def manager(*codenames: str) -> User:
    """An account of a group that may use the admin, and these of the permissions on webhooks."""
    group = Group.objects.create(name=f"Gruppe {'-'.join(codenames)}")
    names = ["access_admin", *(f"{codename}_subscription" for codename in codenames)]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    user = User.objects.create_user(f"bruger-{len(names)}", email="b@example.dk", password="x")
    user.groups.add(group)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form(user: User, **values: object) -> dict[str, object]:
    return {"name": "Intranet", "url": "https://127.0.0.1/", "owner": user.pk, **values}


def pressed(client: Client, subscription: Subscription, action: str, **data: object) -> str:
    """What the admin says after a button of a webhook's page."""
    address = f"{LIST}{action}/{subscription.pk}/"
    answer = client.post(address, data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()
