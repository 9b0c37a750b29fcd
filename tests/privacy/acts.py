"""ACTS: doors that need more than an address, such as a setting or a page of their own."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address
from itertools import count
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.drafts.models import DraftLink
from cms.drafts.sharing import share
from cms.drafts.tokens import token_of
from cms.integrations.models import Subscription
from cms.integrations.posts import Outcome, next_post, settle
from cms.integrations.signing import encrypted, new_secret
from cms.models import SiteSettings
from cms.publications.changes import Cursor, epoch
from cms.testing import factories
from cms.users.models import SavedPage
from conftest import number_changes
from home.models import StandardPage
from tests.privacy.answer import Answer
from tests.privacy.door import OF_CARDS, Door
from tests.privacy.references import PAGES, REFERRED, Kind, page_link
from tests.privacy.world import World

ACTS: list[Door] = []
#: Addresses for documentation (RFC 3849), each of another network.
_PLACES = (IPv6Address("2001:db8::") + (number << 64) for number in count(1))

#: The key of a draft that is made for each time that it is asked for, so that answers are alike.
DRAFT = 2_000_000_000
#: Where a page was when it was last public, which a tombstone tells who follows the log.
FORMER_ADDRESS = re.compile(r'("change": "delete"[^}]*?"html_url": )"[^"]*"')


def door(shows: str | None, kinds: frozenset[Kind] = PAGES, **kwargs):
    """Register a function as a way to something."""

    def register(way: Callable[[World, str], Answer]) -> Callable[[World, str], Answer]:
        ACTS.append(Door(way.__name__.replace("_", " "), way, shows, kinds, **kwargs))
        return way

    return register


def ask_with_footer(world: World, client: str, address: str = "/om/", **values: object) -> Answer:
    settings = SiteSettings.for_site(world.site)
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()
    return world.ask(address, client)


# Of each type it shows the page that was published last.
@door("lede", REFERRED)
def api_documentation(world: World, client: str) -> Answer:
    pages = Page.objects.filter(pk=world.page.pk, first_published_at__isnull=False)
    pages.update(first_published_at=datetime(2100, 1, 1, tzinfo=UTC))
    return world.ask("/api/docs/", client)


@door("slug", REFERRED)
def link_in_the_footer(world: World, client: str) -> Answer:
    links = [("link", {"text": "Videre", "page": world.page})]
    links = SiteSettings.links.field.stream_block.normalize(links)
    return ask_with_footer(world, client, links=links)


@door("slug", REFERRED)
def text_of_the_footer(world: World, client: str) -> Answer:
    return ask_with_footer(world, client, text=page_link(world).source)


@door("slug", REFERRED)
def link_in_a_service_message(world: World, client: str) -> Answer:
    message = {"text": page_link(world), "severity": "warning"}
    messages = SiteSettings.messages.field.stream_block.normalize([("site", message)])
    return ask_with_footer(world, client, messages=messages)


@door("slug", REFERRED)
def way_to_the_accessibility_statement(world: World, client: str) -> Answer:
    page = Page.objects.filter(pk=world.page.pk).first()
    return ask_with_footer(world, client, "/was/", accessibility_page=page)


@door("slug", REFERRED)
def accessibility_statement(world: World, client: str) -> Answer:
    page = Page.objects.filter(pk=world.page.pk).first()
    return ask_with_footer(world, client, accessibility_page=page)


# The page's address is part of that of what lies below it, which may be public.
@door("title", REFERRED, known=frozenset({"slug"}), tells_nothing=False)
def breadcrumb_of_a_page_below(world: World, client: str) -> Answer:
    return ask_below(world, client, "")


@door("title", REFERRED, known=frozenset({"slug"}), tells_nothing=False)
def parent_of_a_page_below(world: World, client: str) -> Answer:
    return ask_below(world, client, "?format=json")


def ask_below(world: World, client: str, query: str) -> Answer:
    parent = Page.objects.filter(pk=world.page.pk).first()
    if parent is None or parent.specific_class is None:
        return world.ask(world.names["path"], client)
    child = factories.page(StandardPage, parent=parent, slug="nedenunder")
    return world.ask(f"{{path}}{child.slug}/{query}", client)


# A member may see what is for all who sign in.
@door("title", opens_for="member", known=OF_CARDS, tells_nothing=False)
def events_that_were_saved(world: World, client: str) -> Answer:
    if client in world.users and Page.objects.filter(pk=world.page.pk).exists():
        SavedPage.objects.create(user=world.users[client], page_id=world.page.pk)
    return world.ask("/min-side/", client)


# A restricted page asks for its password.
@door(None, tells_nothing=False)
def wrong_password(world: World, client: str) -> Answer:
    restriction = PageViewRestriction.objects.first()
    if restriction is None:
        return Answer("", "")
    address = f"/_util/authenticate_with_password/{restriction.pk}/{{id}}/"
    return world.ask(address, client, "post", data={"password": "gæt", "return_url": "/"})


# Wagtail asks for the password of any restriction on behalf of any page, and makes the page's
# context for it.
@door(None)
def password_form_of_another_page(world: World, client: str) -> Answer:
    return ask_with_foreign_restriction(world, client, "get")


@door(None)
def right_password_of_another_page(world: World, client: str) -> Answer:
    data = {"password": "hemmelig", "return_url": "/"}
    return ask_with_foreign_restriction(world, client, "post", data=data)


def ask_with_foreign_restriction(world: World, client: str, method: str, **kwargs) -> Answer:
    other = Page.objects.get(slug="om")
    restriction = factories.restrict(other, PageViewRestriction.PASSWORD)
    address = f"/_util/authenticate_with_password/{restriction.pk}/{{id}}/"
    answer = world.ask(address, client, method, **kwargs)
    # Another restriction has another number each time, which may also be longer.
    text = answer.text.replace(f"/{restriction.pk}/", "/")
    return Answer(answer.asked, re.sub(r"(?m)^Content-Length: .*$", "", text))


# It tells of what is gone, too.
@door("slug", tells_nothing=False)
def webhook(world: World, client: str) -> Answer:
    return Answer("", FORMER_ADDRESS.sub(r"\1null", posted(str(Cursor(epoch(), 0, 0)))))


@door("slug", tells_nothing=False)
def webhook_of_what_lies_below_the_front(world: World, client: str) -> Answer:
    told = posted(str(Cursor(epoch(), 0, 0)), section=world.front)
    return Answer("", FORMER_ADDRESS.sub(r"\1null", told))


# Where nothing happens, it is silent, whatever there is to hide.
@door(None)
def webhook_of_what_comes_from_now_on(world: World, client: str) -> Answer:
    number_changes()
    return Answer("", posted(str(Cursor.now())))


def posted(cursor: str, **narrowed: object) -> str:
    """All that a new webhook posts, from a place in the log."""
    number_changes()
    subscription = Subscription.objects.create(
        name="Modtager",
        url="https://modtager.example/",
        secret=encrypted(new_secret()),
        cursor=cursor,
        **narrowed,
    )
    bodies = []
    while (post := next_post(subscription)) is not None:
        bodies.append(post.body)
        settle(post, Outcome(timezone.now(), 0, 204))
        subscription.refresh_from_db()
    # Each has another number, and the moment at which it was opened.
    return re.sub(r'"timestamp": "[^"]*"', "", "\n".join(bodies))


# It tells its own state only: what that refers to is shown as far as the public may see it.
@door("slug", REFERRED)
def link_to_a_draft(world: World, client: str) -> Answer:
    return ask_by_link(world, client, "")


@door("slug", REFERRED)
def link_to_a_draft_as_json(world: World, client: str) -> Answer:
    return ask_by_link(world, client, "?format=json")


@door("slug", REFERRED)
def link_to_a_draft_as_markdown(world: World, client: str) -> Answer:
    return ask_by_link(world, client, "?format=markdown")


def ask_by_link(world: World, client: str, query: str) -> Answer:
    """Ask for a draft that refers to the marked page."""
    key = world.names["id"]
    blocks = [
        ("text", page_link(world).source),
        ("page_card", key),
        ("link_button", {"text": "Videre", "page": key}),
    ]
    draft = factories.draft(
        StandardPage,
        parent=world.front,
        pk=DRAFT,
        title="Kladde",
        slug="kladden",
        lede="",
        last_published_at=None,
        body=StandardPage.body.field.stream_block.to_python(
            [{"type": name, "value": value, "id": f"{name}-1"} for name, value in blocks]
        ),
    )
    return ask_with_token(world, client, token_of_link(world, draft), query)


def token_of_link(world: World, page: Page) -> str:
    link = share(page, world.users["superuser"], timedelta(days=1))
    at = datetime(2100, 1, 1, tzinfo=UTC)
    DraftLink.objects.filter(pk=link.pk).update(created_at=at, expires_at=at)
    return token_of(link.key)


def ask_with_token(world: World, client: str, token: str, query: str) -> Answer:
    answer = world.ask(f"/kladde/{token}/{query}", client)
    text = re.sub(r"(?m)^Content-Length: .*$", "", answer.text)
    return Answer(answer.asked, text.replace(token, ""))


@door(None)
def revoked_link_to_the_page(world: World, client: str) -> Answer:
    return ask_by_ended_link(world, client, "")


@door(None)
def revoked_link_to_the_page_as_json(world: World, client: str) -> Answer:
    return ask_by_ended_link(world, client, "?format=json")


def ask_by_ended_link(world: World, client: str, query: str) -> Answer:
    page, token = Page.objects.filter(pk=world.page.pk).first(), token_of(uuid4())
    if page is not None and page.specific_class is not None:
        token = token_of_link(world, page)
        DraftLink.objects.update(revoked_at=timezone.now())
    return ask_with_token(world, client, token, query)


@door(None)
def answer_about_the_page(world: World, client: str) -> Answer:
    values = {"data": {"answer": "ja"}, "headers": {"origin": "http://testserver"}}
    # Of another place each time, so that none is refused for coming often.
    return world.ask(
        "/var-siden-nyttig/{id}/", client, "post", REMOTE_ADDR=str(next(_PLACES)), **values
    )


@door("title")
def remark_that_is_too_long(world: World, client: str) -> Answer:
    values = {"data": {"text": "x" * 501}, "headers": {"origin": "http://testserver"}}
    return world.ask("/var-siden-nyttig/{id}/nej/", client, "post", **values)
