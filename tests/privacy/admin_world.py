"""A site as those see it who may use the admin, each in another part of it, and what none of them
may see: a restricted page, a draft, and an image and a document in a collection of somebody else's.

All of it has the same numbers, whatever it is: an address that takes a number reaches it, and a
number in an answer tells of it.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.db.models import ManyToOneRel, Model
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.rich_text import RichText

from cms.media.models import Document, DocumentVersion, FormerName, Image
from cms.media.tests.factories import image_file, pdf_file
from cms.models import Person
from cms.publications.backlog import build_backlog
from cms.releases.models import Release
from cms.testing import factories
from cms.trash.moving import put_away
from cms.users.models import User
from conftest import number_changes
from home.models import StandardPage
from home.setup.permissions import grant, set_up_groups
from home.setup.roles import APPROVER, EDITOR
from tests.admin_objects import objects_of
from tests.privacy.world import mark

#: The numbers of what is secret: the restricted page, the image, the document, their collection and
#: all that belongs to them; of the draft; and of a page in the trash.
RESTRICTED, DRAFT, TRASHED = 8700001, 8700002, 8700003
NUMBERS = f"{RESTRICTED}|{DRAFT}|{TRASHED}"
#: The numbers of what the groups of the section have, and of what who is confined has.
OF_THE_SECTION, OF_THE_CONFINED = 8800001, 8800002
#: Part of every title, so that a search for it finds all of them.
WORD = "Samarbejdsaftale"

CONFINED, BARE, SUPERUSER = "confined editor", "only access_admin", "superuser"


@dataclass(frozen=True)
class Account:
    """Somebody who may use the admin. An answer must hold none of the texts `marks`, by what they
    are, nor a match of `link`; `owns` are the numbers of what to ask for besides the secrets.
    """

    user: User
    marks: dict[str, str]
    link: str
    owns: tuple[int, ...] = ()


def build() -> dict[str, Account]:
    """Make the site; return its accounts by name."""
    section = factories.section()
    set_up_groups(section)
    boss = User.objects.create_superuser("chef", password="x")
    area = factories.page(StandardPage, parent=factories.home(), title="Naboens", slug="naboens")
    confined_to = factories.page(StandardPage, parent=area.get_parent(), title="Egne sider")
    library = Collection.get_first_root_node()
    hidden = library.add_child(instance=Collection(pk=RESTRICTED, name=mark()))
    own = library.add_child(instance=Collection(pk=OF_THE_CONFINED, name="Egne filer"))
    pages, files = _pages(area, boss), _files(hidden, boss)
    for number, parent, collection in [
        (OF_THE_SECTION, section, library),
        (OF_THE_CONFINED, confined_to, own),
    ]:
        _owned(number, parent, collection)
    _refer_to_what_others_own()
    for made in objects_of(Page.objects.get(pk=RESTRICTED), boss, RESTRICTED):
        if isinstance(made, Release):  # which all who prepare some see, but not its pages
            renumber(made, OF_THE_CONFINED)
    groups = {
        EDITOR.name: Group.objects.get(name=EDITOR.name),
        APPROVER.name: Group.objects.get(name=APPROVER.name),
        CONFINED: _confined(confined_to, own),
        BARE: Group.objects.create(name="Kun adgang"),
    }
    groups[BARE].permissions.add(Permission.objects.get(codename="access_admin"))
    number_changes()
    assert sum(build_backlog()) > 0  # else each request that needs a page would build it
    # The groups of the section may choose all files, which have the numbers of the pages.
    link_to_page, any_number = rf"pages/({NUMBERS})\b", rf"\b({NUMBERS})\b"
    both = pages | files
    return {
        EDITOR.name: Account(_user(groups[EDITOR.name]), pages, link_to_page),
        APPROVER.name: Account(
            _user(groups[APPROVER.name]), pages, link_to_page, (OF_THE_SECTION,)
        ),
        CONFINED: Account(_user(groups[CONFINED]), both, any_number, (OF_THE_CONFINED,)),
        BARE: Account(_user(groups[BARE]), both, any_number),
        SUPERUSER: Account(boss, both, any_number),
    }


def _pages(area: Page, boss: User) -> dict[str, str]:
    """The restricted page and the draft, with all that editing leaves behind."""
    names = ("restricted", "draft", "path", "draft path", "new title", "trashed", "account")
    marks = {name: mark() for name in names}
    restricted = factories.page(
        StandardPage,
        parent=area,
        pk=RESTRICTED,
        title=f"{WORD} {marks['restricted']}",
        slug=marks["path"],
        owner=boss,
    )
    draft = factories.draft(
        StandardPage,
        parent=area,
        pk=DRAFT,
        title=f"{WORD} {marks['draft']}",
        slug=marks["draft path"],
        owner=boss,
    )
    factories.restrict(restricted, PageViewRestriction.GROUPS)
    for page in (restricted, draft):
        page.save_revision(user=boss, log_action=True)
        page.title = f"{WORD} {marks['new title']}"
        renumber(page.save_revision(user=boss, log_action=True), page.pk)
    trashed = factories.page(
        StandardPage, parent=area, pk=TRASHED, title=f"{WORD} {marks['trashed']}"
    )
    put_away(trashed, boss)
    User.objects.create_user(marks["account"], pk=RESTRICTED)
    approvers = Group.objects.create(name="Naboens godkendere")
    task = GroupApprovalTask.objects.create(pk=OF_THE_SECTION, name="Naboens godkendelse")
    task.groups.add(approvers)
    workflow = Workflow.objects.create(pk=OF_THE_SECTION, name="Naboens forløb")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=area)
    for page in (restricted, draft):
        page = Page.objects.get(pk=page.pk)
        page.locked, page.locked_by, page.locked_at = True, boss, timezone.now()
        page.go_live_at = timezone.now() + timedelta(days=30)
        page.save()
        state = workflow.start(page.specific, boss)
        renumber(TaskState.objects.get(pk=state.current_task_state_id), page.pk)
        renumber(state, page.pk)
    return marks


def renumber(instance: Model, number: int) -> None:
    """Give a row that Wagtail makes the number that is looked for."""
    model, old = type(instance), instance.pk
    model.objects.filter(pk=old).update(**{model._meta.pk.name: number})
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.field.concrete:
            name, other = relation.field.attname, relation.related_model
            other._base_manager.filter(**{name: old}).update(**{name: number})


def _files(hidden: Collection, boss: User) -> dict[str, str]:
    names = ("image", "image file", "document", "document file", "former file", "former name")
    marks = {name: mark() for name in names}
    image = factories.image(
        pk=RESTRICTED,
        title=f"{WORD} {marks['image']}",
        file=image_file(f"{marks['image file']}.png", size=(640, 480)),
        collection=hidden,
        uploaded_by_user=boss,
    )
    document = factories.document(
        pk=RESTRICTED,
        title=f"{WORD} {marks['document']}",
        file=pdf_file(f"{marks['document file']}.pdf"),
        collection=hidden,
        uploaded_by_user=boss,
    )
    DocumentVersion.objects.create(
        pk=RESTRICTED, document=document, file=pdf_file(f"{marks['former file']}.pdf")
    )
    FormerName.objects.create(pk=RESTRICTED, document=document, name=f"{marks['former name']}.pdf")
    for instance in (image, document):
        log(instance=instance, action="wagtail.edit", user=boss)
    return marks | {"collection": hidden.name}


def _owned(number: int, parent: Page, collection: Collection) -> None:
    """What somebody may edit, of each kind."""
    page = factories.page(StandardPage, parent=parent, pk=number, title=f"{WORD} {number}")
    page.save_revision(log_action=True)
    factories.image(
        pk=number,
        title=f"{WORD} {number}",
        collection=collection,
        file=image_file(size=(640, 480)),
    )
    factories.document(pk=number, title=f"{WORD} {number}", collection=collection)
    factories.person(pk=number, name=f"{WORD} {number}")


def _refer_to_what_others_own() -> None:
    """Make the secret pages a place where things that others may edit are used."""
    body = [
        block
        for own in (OF_THE_SECTION, OF_THE_CONFINED)
        for block in (
            ("contact", Person.objects.get(pk=own)),
            ("image", {"image": Image.objects.get(pk=own)}),
            ("documents", {"documents": [Document.objects.get(pk=own)]}),
            ("text", RichText(f'<p><a linktype="page" id="{own}">Side</a></p>')),
        )
    ]
    for page in StandardPage.objects.filter(pk__in=(RESTRICTED, DRAFT)):
        page.body = StandardPage.body.field.stream_block.normalize(body)
        page.save()
        ReferenceIndex.create_or_update_for_object(page)


def _confined(page: Page, collection: Collection) -> Group:
    """All that approvers may, in another part of the site."""
    group = Group.objects.create(name="Egne redaktører")
    grant(group, APPROVER.permissions(), page, collection)
    return group


def _user(group: Group) -> User:
    user = User.objects.create_user(f"bruger i {group.name}", password="x")
    user.groups.add(group)
    return user
