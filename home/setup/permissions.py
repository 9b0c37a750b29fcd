"""Who may do what on a new site, and what a present one has not been given yet."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home.models import GrantedPermission
from home.setup.former_groups import granted_before
from home.setup.roles import APPROVER, ROLES, Role

WORKFLOW = TASK = "Godkendelse"
_FORMER_TASK = "Godkendelse af en moderator"


def set_up_groups(section: Page) -> None:
    """Make the groups of the roles, and give each what it was never given; what is taken away
    afterwards is for an administrator to say. A role whose group was deleted has none.
    """
    for role in ROLES:
        if group := group_of(role) or _new_group(role):
            place = Site.objects.get(is_default_site=True).root_page if role.is_of_site else section
            _grant_what_is_new(role, group, place)


def group_of(role: Role) -> Group | None:
    """Return the group of a role, whatever it is called by now."""
    granted = GrantedPermission.objects.filter(role=role.name).exclude(group=None)
    return Group.objects.filter(pk__in=granted.values("group")).first()


def _new_group(role: Role) -> Group | None:
    """Return a group for a role that had none, or the one that had its former name. Somebody else's
    of its name is left alone: its members would be given more than they were meant to have.
    """
    if GrantedPermission.objects.filter(role=role.name).exists():
        return None
    is_taken = Group.objects.filter(name=role.name).exists()
    former = Group.objects.filter(name=role.former_name).first()
    if former is None:
        return None if is_taken else Group.objects.create(name=role.name)
    if not is_taken:
        former.name = role.name
        former.save()
    _record(role, former, granted_before(role))
    return former


def _grant_what_is_new(role: Role, group: Group, place: Page) -> None:
    known = set(
        GrantedPermission.objects.filter(role=role.name).values_list("permission", flat=True)
    )
    new = [each for each in role.permissions() if each not in known and _is_installed(each)]
    grant(group, new, place, Collection.get_first_root_node())
    _record(role, group, new)


def grant(group: Group, names: list[str], page: Page, collection: Collection) -> None:
    """Give a group permissions by the names that roles have them by: those with pages below one,
    and those with files in a collection.
    """
    pages, files = _found(names, "pages"), _found(names, "files", "collections")
    GroupPagePermission.objects.bulk_create(
        (GroupPagePermission(group=group, page=page, permission=each) for each in pages),
        ignore_conflicts=True,
    )
    GroupCollectionPermission.objects.bulk_create(
        (
            GroupCollectionPermission(group=group, collection=collection, permission=each)
            for each in files
        ),
        ignore_conflicts=True,
    )
    group.permissions.add(*_found(names))


def _record(role: Role, group: Group, names: Iterable[str]) -> None:
    GrantedPermission.objects.bulk_create(
        GrantedPermission(role=role.name, group=group, permission=name) for name in names
    )


#: The apps of what is given in a place, by what its names begin with.
_OF_PLACES = {"pages": "wagtailcore", "files": "media", "collections": "wagtailcore"}


def _is_installed(name: str) -> bool:
    app = name.partition(".")[0]
    return _OF_PLACES.get(app, app) in apps.app_configs


def _found(names: list[str], *kinds: str) -> list[Permission]:
    """Return the permissions of kinds that are given in a place, or of those that hold everywhere.
    Raises `Permission.DoesNotExist` for an unknown name.
    """
    parts = [name.split(".") for name in names]
    return [
        Permission.objects.get(content_type__app_label=_OF_PLACES.get(app, app), codename=codename)
        for app, codename in parts
        if (app in kinds if kinds else app not in _OF_PLACES)
    ]


def set_up_workflow(section: Page) -> None:
    """Let an editor submit, an approver approve, and with that the page be published."""
    Task.objects.filter(name=_FORMER_TASK).update(name=TASK)
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    task = GroupApprovalTask.objects.create(name=TASK)
    if group := group_of(APPROVER):
        task.groups.add(group)
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=section)
    remove_unused_defaults()


def remove_unused_defaults() -> None:
    """Remove the groups and the workflow of Wagtail's first migrations, if nobody used them.

    They apply to the whole tree, under names that only confuse beside ours.
    """
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    Task.objects.filter(name="Moderators approval", workflow_tasks=None, task_states=None).delete()
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
