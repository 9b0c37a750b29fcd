"""Who may do what: two groups on the section only, and the workflow between them."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

EDITORS = "Redaktører"
MODERATORS = "Moderatorer"
WORKFLOW = "Godkendelse"

PAGE_PERMISSIONS = {
    EDITORS: ["add_page", "change_page"],
    MODERATORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
COLLECTION_PERMISSIONS = {
    "media": [
        *("add_image", "change_image", "choose_image"),
        *("add_document", "change_document", "choose_document"),
    ]
}
# What the search page shows first for certain words.
SEARCH_PICKS = ["add_searchpromotion", "change_searchpromotion", "delete_searchpromotion"]
MODEL_PERMISSIONS = {
    EDITORS: {
        "wagtailadmin": ["access_admin"],
        "wagtailsearchpromotions": SEARCH_PICKS,
        "cms": [
            *("add_person", "change_person", "view_person"),
            *("add_topic", "change_topic", "view_topic"),
        ],
        "events": ["add_audience", "change_audience", "view_audience"],
    },
    MODERATORS: {
        "wagtailadmin": ["access_admin"],
        "wagtailsearchpromotions": SEARCH_PICKS,
        "cms": [
            *("add_person", "change_person", "delete_person", "view_person"),
            *("add_topic", "change_topic", "delete_topic", "view_topic"),
            "change_sitesettings",
        ],
        "events": ["add_audience", "change_audience", "delete_audience", "view_audience"],
    },
}


def set_up_groups(section: Page) -> None:
    """Make the two groups, once; what they may do is then for an administrator to change."""
    library = Collection.get_first_root_node()
    for name, page_permissions in PAGE_PERMISSIONS.items():
        group, made = Group.objects.get_or_create(name=name)
        if not made:
            continue
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(group=group, page=section, permission=permission)
            for permission in permissions("wagtailcore", page_permissions)
        )
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(group=group, collection=library, permission=permission)
            for app, codenames in COLLECTION_PERMISSIONS.items()
            for permission in permissions(app, codenames)
        )
        for app, codenames in MODEL_PERMISSIONS[name].items():
            if app in apps.app_configs:
                group.permissions.add(*permissions(app, codenames))


def permissions(app: str, codenames: list[str]) -> list[Permission]:
    """The permissions of an app by name. Raises `Permission.DoesNotExist` for an unknown one."""
    return [
        Permission.objects.get(content_type__app_label=app, codename=codename)
        for codename in codenames
    ]


def set_up_workflow(section: Page) -> None:
    """An editor submits, a moderator approves, and with that the page is published."""
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    task = GroupApprovalTask.objects.create(name="Godkendelse af en moderator")
    task.groups.add(Group.objects.get(name=MODERATORS))
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
