"""Who asks the admin to delete, how, and what it says."""

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from cms.users.models import User

TRASH = "/admin/trash/"


def delete(browser, page: Page):
    return browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def rows(browser) -> list[str]:
    listed = BeautifulSoup(browser.get(TRASH).content, "html.parser")
    return [each.text for each in listed.select("td.title strong")]


def said(response) -> str:
    parsed = BeautifulSoup(response.content, "html.parser")
    return " ".join(each.get_text(" ", strip=True) for each in parsed.select(".messages li"))


def account(name: str, page: Page, *codenames: str) -> User:
    group = Group.objects.create(name=f"Gruppe for {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in codenames:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = User.objects.create_user(name)
    user.groups.add(group)
    return user
