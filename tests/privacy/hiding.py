"""SECRETS: all that the public must not see. A new one joins as a function, or as one line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import BaseViewRestriction, Collection, Page, Revision
from wagtail.models import CollectionViewRestriction as FileRestriction

from cms.publications.backlog import build_backlog
from cms.testing import factories
from cms.trash.moving import put_away
from conftest import number_changes
from tests.privacy.out_of_sight import among_templates, in_a_release
from tests.privacy.references import REFERENCES, Kind
from tests.privacy.world import World, event_values, mark, slug_of


@dataclass(frozen=True)
class Secret:
    """`hide` makes the marked object of this kind a secret; `forget` makes it one that has never
    been, beside which the secret must look the same.
    """

    name: str
    kind: Kind
    hide: Callable[[World], None]
    forget: Callable[[World], None]
    #: Its own address asks for a password or sign-in, and so tells that something is there.
    is_known: bool = False


SECRETS: list[Secret] = []

KINDS_OF_RESTRICTION = [
    kind for kind, label in BaseViewRestriction.RESTRICTION_CHOICES if kind != "none"
]


def delete_page(world: World) -> None:
    # Of the secret that is a deleted page it is gone already.
    if page := Page.objects.filter(pk=world.page.pk).first():
        page.delete()


def secret(kind: Kind = Kind.PAGE, forget=delete_page, is_known: bool = False):
    """Register a function as the way in which something becomes a secret."""

    def register(hide: Callable[[World], None]) -> Callable[[World], None]:
        name = hide.__name__.replace("_", " ")
        SECRETS.append(Secret(name, kind, hide, forget, is_known))
        return hide

    return register


# Pages


@secret()
def draft(world: World) -> None:
    world.page.save_revision()
    never = {"first_published_at": None, "last_published_at": None, "live_revision": None}
    Page.objects.filter(pk=world.page.pk).update(live=False, **never)


@secret()
def unpublished(world: World) -> None:
    world.page.unpublish()


@secret()
def expired(world: World) -> None:
    Page.objects.filter(pk=world.page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


@secret()
def scheduled(world: World) -> None:
    world.page.unpublish()
    page = Page.objects.get(pk=world.page.pk).specific
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


@secret()
def deleted(world: World) -> None:
    delete_page(world)


@secret()
def outside_every_site(world: World) -> None:
    world.page.move(Page.objects.get(pk=world.front.pk).get_parent(), pos="last-child")


for kind in KINDS_OF_RESTRICTION:
    hide = partial(lambda world, kind: factories.restrict(world.page, kind), kind=kind)
    SECRETS.append(Secret(f"restricted by {kind}", Kind.PAGE, hide, delete_page, is_known=True))
SECRETS.append(Secret("in a release", Kind.PAGE, in_a_release, delete_page))
SECRETS.append(Secret("among templates", Kind.PAGE, among_templates, delete_page))
SECRETS.append(Secret("in the trash", Kind.PAGE, lambda world: trash(world.page), delete_page))


def delete_page_below_a_restricted_one(world: World) -> None:
    delete_page(world)


@secret(forget=delete_page_below_a_restricted_one, is_known=True)
def below_a_restricted_page(world: World) -> None:
    factories.restrict(world.index, BaseViewRestriction.LOGIN)


def delete_alias(world: World) -> None:
    source = Page.objects.get(pk=world.page.pk).alias_of
    delete_page(world)
    source.delete()


@secret(forget=delete_alias, is_known=True)
def alias_of_a_restricted_page(world: World) -> None:
    source = world.page.copy(update_attrs={"slug": mark()})
    Page.objects.filter(pk=world.page.pk).update(alias_of=source)
    factories.restrict(source, BaseViewRestriction.GROUPS)


@secret(forget=delete_alias)
def alias_of_a_scheduled_page(world: World) -> None:
    source = world.page.copy(update_attrs={"slug": mark()})
    Page.objects.filter(pk=world.page.pk).update(alias_of=source)
    source.unpublish()
    source.go_live_at = timezone.now() + timedelta(days=1)
    source.save_revision().publish()


@secret(Kind.FOREIGN_PAGE)
def on_another_site(world: World) -> None:
    world.page.move(Page.objects.get(pk=world.other_site.root_page_id), pos="last-child")


@secret()
def of_a_type_that_is_not_installed(world: World) -> None:
    removed = ContentType.objects.create(app_label="fjernet", model="fjernetpage")
    Page.objects.filter(pk=world.page.pk).update(content_type=removed)


# Texts of a page that is public


def delete_draft(world: World) -> None:
    Page.objects.filter(pk=world.page.pk).update(
        latest_revision=None, has_unpublished_changes=False
    )
    Revision.page_revisions.filter(object_id=str(world.page.pk)).delete()


@secret(Kind.DRAFT_TEXT, delete_draft)
def draft_changes_of_a_live_page(world: World) -> None:
    marks = world.marks[Kind.DRAFT_TEXT]
    page = Page.objects.get(pk=world.page.pk).specific
    change(page, event_values({name: f"offentlig-{name}" for name in marks}, page.start))
    page.live_revision = page.save_revision()
    page.save()
    world.names["path"] = page.relative_url(world.site)
    change(page, event_values(marks, page.start))
    page.save_revision()


def change(page: Page, values: dict) -> None:
    for name, value in values.items():
        setattr(page, name, value)


@secret(Kind.DRAFT_TEXT, delete_draft)
def scheduled_changes_of_a_live_page(world: World) -> None:
    draft_changes_of_a_live_page(world)
    page = Page.objects.get(pk=world.page.pk).get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


# Files


def delete_image(world: World) -> None:
    world.image.delete()


def delete_document(world: World) -> None:
    world.document.delete()


def restrict_collection(world: World, kind: str, *, below: bool = False) -> None:
    """Put image and document into a restricted collection, or into one below it."""
    collection = restricted = Collection.get_first_root_node().add_child(name="Skjult")
    FileRestriction.objects.create(
        collection=restricted, restriction_type=kind, password="hemmelig"
    )
    if below:
        collection = restricted.add_child(name="Nedenunder")
    for file in (world.image, world.document):
        file.collection = collection
        file.save()


SECRETS += [Secret("deleted image", Kind.IMAGE, delete_image, lambda world: None)]
SECRETS += [Secret("deleted document", Kind.DOCUMENT, delete_document, lambda world: None)]
for kind in KINDS_OF_RESTRICTION:
    hide = partial(restrict_collection, kind=kind)
    SECRETS += [
        Secret(f"image restricted by {kind}", Kind.IMAGE, hide, delete_image),
        Secret(f"document restricted by {kind}", Kind.DOCUMENT, hide, delete_document, True),
    ]
hide = partial(restrict_collection, kind=BaseViewRestriction.LOGIN, below=True)
SECRETS += [
    Secret("image below a restricted collection", Kind.IMAGE, hide, delete_image),
    Secret("document below a restricted collection", Kind.DOCUMENT, hide, delete_document, True),
]


# Objects of a plugin


def delete_teacher(world: World) -> None:
    world.teacher.delete()


SECRETS += [Secret("deleted snippet", Kind.SNIPPET, delete_teacher, lambda world: None)]


@secret(Kind.SNIPPET, delete_teacher)
def snippet_that_is_a_draft(world: World) -> None:
    world.teacher.unpublish()


# Files and objects that no page shows to the public: not yet, or not any more


def referring(kind: Kind) -> list[Page]:
    names = [name for name, reference in REFERENCES.items() if reference.kind is kind]
    return list(Page.objects.filter(slug__in=map(slug_of, names)).specific())


def make_draft(page: Page, name: str) -> None:
    Page.objects.filter(pk=page.pk).update(live=False, first_published_at=None)


def unpublish(page: Page, name: str) -> None:
    page.unpublish()


def restrict(page: Page, name: str) -> None:
    factories.restrict(page)


def delete(page: Page, name: str) -> None:
    Page.objects.get(pk=page.pk).delete()


def trash(page: Page, name: str = "") -> None:
    put_away(page, None)


def empty(page: Page, name: str) -> None:
    """Take the reference out of the page; it stays in an earlier revision."""
    page.save_revision()
    field = page._meta.get_field(name)
    setattr(page, name, None if field.is_relation else field.stream_block.normalize([]))
    page.save()


def keep_from_pages(world: World, kind: Kind, hide: Callable[[Page, str], None]) -> None:
    for page in referring(kind):
        [name] = REFERENCES[page.title].values(world)
        hide(page, name)
    # Persons and topics are counted with a page from when it is built, a moment later.
    number_changes()
    assert sum(build_backlog()) >= 0


for kind, delete_file in (
    (Kind.IMAGE, delete_image),
    (Kind.DOCUMENT, delete_document),
    (Kind.SNIPPET, delete_teacher),
):
    with_its_pages, alone = partial(delete_file), partial(delete_file)  # each leaves other pages
    for name, way, forget in (
        ("not yet shown", make_draft, with_its_pages),
        ("of unpublished pages", unpublish, with_its_pages),
        ("of restricted pages", restrict, with_its_pages),
        ("of deleted pages", delete, with_its_pages),
        ("of pages in the trash", trash, with_its_pages),
        ("no longer shown", empty, alone),
    ):
        hide = partial(keep_from_pages, kind=kind, hide=way)
        SECRETS.append(Secret(f"{kind} {name}", kind, hide, forget))
