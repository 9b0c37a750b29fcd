"""What a site answers whose plugin is absent; run in a process of its own, on the database of
`world`: `python -m tests.absent.asks '{"course": 9, …}'` prints all answers as JSON.
"""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from datetime import timedelta
from html import unescape
from typing import Any

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Page, Revision  # noqa: E402

from cms.absent.foreign_keys import foreign_keys_of_absent_tables  # noqa: E402
from cms.publications.clock import next_due  # noqa: E402
from cms.testing import factories  # noqa: E402
from cms.testing.deferred import run_deferred  # noqa: E402
from cms.users.models import User  # noqa: E402
from tests.privacy.admin_addresses import patterns  # noqa: E402

#: What of the admin concerns pages, or shows them among other things.
CONCERNED = (
    "pages/",
    "reports/",
    "workflows/",
    "choose-page",
    "bulk/",
    "redirects/",
    "searchpicks/",
)
#: So many pages can't be deleted by mistake.
CONFIRMED = {"confirm_site_name": settings.WAGTAIL_SITE_NAME}

answers: dict[str, Callable[..., Any]] = {}


def answer(function: Callable[..., Any]) -> Callable[..., Any]:
    answers[function.__name__] = function
    return function


class Asker:
    """Whoever may do everything, and the public."""

    def __init__(self, keys: dict[str, int]) -> None:
        self.keys = keys
        self.public = Client(raise_request_exception=False)
        self.admin = Client(raise_request_exception=False)
        self.admin.force_login(User.objects.get(pk=keys["chief"]))
        self.session = self.admin.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, method: str, address: str, *data: dict, **options: Any) -> Any:
        self.admin.cookies.clear()  # some addresses sign out
        self.admin.cookies[settings.SESSION_COOKIE_NAME] = self.session
        response = getattr(self.admin, method)(address, *data, **options)
        assert response.status_code < 500, f"{address}: {response.exc_info}"
        return response

    def delete(self, address: str, **data: str) -> list[str]:
        """What somebody is told who deletes something, with what the database says to it."""
        with undone():
            response = self.ask("post", address, CONFIRMED | data, follow=True)
            run_deferred(connection.cursor())
            return [unescape(str(each)).strip() for each in response.context["messages"]]

    def delete_pages(self, address: str, *names: str) -> list[str]:
        """The same of pages, which go to the trash first: only of how they are deleted for good."""
        with undone():
            self.ask("post", address, CONFIRMED)
            return [
                said
                for name in names
                for said in self.delete(reverse("cms_trash_delete", args=[self.keys[name]]))
            ]

    def edit(self, name: str, view: str = "edit", *more: int) -> str:
        return reverse(f"wagtailadmin_pages:{view}", args=[self.keys[name], *more])


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@answer
def faults_of_the_admin(asker: Asker) -> list[str]:
    """All addresses of the admin that concern pages, for a page of the type."""
    found = {
        address: None
        for pattern in patterns()
        if pattern.form.startswith(CONCERNED) or not pattern.form
        for address in pattern.addresses([asker.keys["course"]])
    }
    found |= {address.replace("home/standardpage", "courses/coursepage"): None for address in found}
    for name in (
        "home",
        "section",
        "index",
        "draft",
        "going_live",
        "in_workflow",
        "linking",
        "news",
    ):
        found |= {asker.edit(name, view): None for view in ("edit", "usage", "history", "delete")}
        found |= {asker.edit(name, view): None for view in ("move", "copy")}
        found |= {reverse("wagtailadmin_explore", args=[asker.keys[name]]): None}
    faults = []
    for address in found:
        with undone():
            try:
                asker.ask("get", address)
            except AssertionError as error:
                faults.append(str(error))
    return faults


@answer
def public(asker: Asker) -> dict[str, int]:
    names = ("home", "section", "news", "linking", "index", "course", "alias")
    pages = Page.objects.in_bulk(asker.keys[name] for name in names)
    addresses = {name: pages[asker.keys[name]].get_url() for name in names} | {
        "redirect to it": "/gammel/",
        "detail of it": f"/api/v2/pages/{asker.keys['course']}/",
        "list": "/api/v2/pages/",
        "OpenAPI": "/api/v2/openapi.json",
        "sitemap": "/sitemap.xml",
        "search": "/soeg/?q=kursus",
        "feed": f"{pages[asker.keys['news']].get_url()}?format=rss",
    }
    return {
        name: asker.public.get(address, follow=True).status_code
        for name, address in addresses.items()
    }


@answer
def opened(asker: Asker) -> dict[str, Any]:
    read, changed = asker.ask("get", asker.edit("course")), asker.ask("post", asker.edit("course"))
    return {
        "read": [read.status_code, "courses.coursepage" in read.content.decode()],
        "changed": changed.status_code,
        "copied": asker.ask("post", asker.edit("course", "copy")).status_code,
    }


@answer
def used(asker: Asker) -> list[int]:
    """How many of the pages the first page of the usage of image and document names."""
    found = []
    for name, key in (
        ("wagtailimages:image_usage", "image"),
        ("wagtaildocs:document_usage", "document"),
    ):
        html = asker.ask("get", reverse(name, args=[asker.keys[key]])).content.decode()
        found.append(html.count("»Kursus") or html.count("Kursus "))
    return found


@answer
def moved(asker: Asker) -> list[str]:
    found = []
    for name, below in (("course", "section"), ("index", "home"), ("section", "home")):
        with undone():
            address = asker.edit(name, "move_confirm", asker.keys[below])
            asker.ask("post", address)
            found.append(Page.objects.get(pk=asker.keys[name]).get_parent().title)
    return found


@answer
def copied(asker: Asker) -> dict[str, Any]:
    form = {
        "new_title": "Kopi",
        "new_slug": "kopi",
        "new_parent_page": asker.keys["home"],
        "copy_subpages": "on",
    }
    with undone():
        whole = asker.ask("post", asker.edit("section", "copy"), form)
        left = Page.objects.filter(slug="kopi").exists()
    with undone():
        alone = asker.ask("post", asker.edit("section", "copy"), form | {"copy_subpages": ""})
        made = Page.objects.filter(slug="kopi").exists()
    return {
        "with subpages": [whole.context["form"].errors.get("copy_subpages"), left],
        "alone": [alone.status_code, made],
    }


@answer
def deleted(asker: Asker) -> dict[str, list[str]]:
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return {
        "person": asker.delete(f"/admin/cms/person/delete/{asker.keys['person']}/"),
        "topic": asker.delete(f"/admin/cms/topic/delete/{asker.keys['topic']}/"),
        "image": asker.delete(reverse("wagtailimages:delete", args=[asker.keys["image"]])),
        "document": asker.delete(reverse("wagtaildocs:delete", args=[asker.keys["document"]])),
        "article": asker.delete_pages(asker.edit("article", "delete"), "article"),
        "news": asker.delete_pages(asker.edit("news", "delete"), "news"),
        "course": asker.delete_pages(asker.edit("course", "delete"), "course"),
        "index": asker.delete_pages(asker.edit("index", "delete"), "index"),
        "section": asker.delete_pages(asker.edit("section", "delete"), "section"),
        "many": asker.delete_pages(
            f"{bulk}?id={asker.keys['course']}&id={asker.keys['draft']}", "course", "draft"
        ),
    }


@answer
def by_the_clock(asker: Asker) -> dict[str, Any]:
    """What goes live and expires when it is due: the page of the type waits for its plugin."""
    with undone():
        article = Page.objects.get(pk=asker.keys["article"]).specific
        article.go_live_at = timezone.now() + timedelta(hours=1)
        article.save_revision().publish()
        Page.objects.filter(pk=article.pk).update(live=False)
        factories.let_go_live(article)
        names = ("article", "going_live", "expiring")
        pages = Page.objects.in_bulk(asker.keys[name] for name in names)
        live = {name: pages[asker.keys[name]].live for name in names}
        waits = Revision.objects.exclude(approved_go_live_at=None).count()
        return live | {"waits": waits, "next": next_due()}


@answer
def commands(asker: Asker) -> dict[str, list[str]]:
    """The lines that concern the type."""
    told, errors = io.StringIO(), io.StringIO()
    with suppress(SystemExit), redirect_stderr(errors):
        call_command("publications", "status", stdout=told)
    call_command("check", stdout=io.StringIO(), stderr=errors)
    outputs = {"status": told.getvalue(), "check": errors.getvalue()}
    return {
        name: [line.strip() for line in output.splitlines() if "courses" in line]
        for name, output in outputs.items()
    }


@answer
def foreign_keys(asker: Asker) -> list[str]:
    return sorted(
        {each.table for each in foreign_keys_of_absent_tables() if "courses" in each.table}
    )


if __name__ == "__main__":
    setup_test_environment()
    logging.disable()
    names = sys.argv[2:] or answers
    asker = Asker(json.loads(sys.argv[1]))
    json.dump({name: answers[name](asker) for name in names}, sys.stdout)
