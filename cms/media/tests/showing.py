"""Pages that show documents, and visitors who ask for them."""

from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission

from cms.media.models import Document
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.users.models import User

# What file and thumbnail answer to GET and HEAD.
OPEN, CLOSED = [200] * 4, [404] * 4


def showing(document: Document) -> list:
    """A body that shows the document."""
    return [("documents", {"heading": "Hent", "documents": [document]})]


def show(page: ArticlePage, body: list) -> None:
    """Publish the page with another body."""
    page.body = body
    page.save_revision().publish()


def signed_in(*groups: Group) -> Client:
    """The client of a new user who is in these groups."""
    user = User.objects.create_user(f"bruger{factories.number()}")
    user.groups.set(groups)
    client = Client()
    client.force_login(user)
    return client


def somebody(name: str, *of_documents: str, and_may: str = "", collection=None) -> Client:
    """Somebody who may use the admin, and do this with the documents of a collection, or all."""
    group = Group.objects.create(name=name)
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", and_may]))
    for codename in of_documents:
        GroupCollectionPermission.objects.create(
            group=group,
            collection=collection or Collection.get_first_root_node(),
            permission=Permission.objects.get(codename=codename, content_type__app_label="media"),
        )
    user = User.objects.create_user(name, first_name=name)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def statuses(client: Client, document: Document) -> list[int]:
    """What the client is answered for file and thumbnail, to GET and to HEAD."""
    urls = document.url, document.thumbnail
    return [method(url).status_code for url in urls for method in (client.get, client.head)]
