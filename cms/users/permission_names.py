"""What permissions are called on the page of a group: Django stores their names in English."""

from typing import Any

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.models import Page
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.templatetags import wagtailusers_tags

_TEMPLATE = "wagtailusers/groups/includes/formatted_permissions.html"
_wagtails_own = wagtailusers_tags.format_permissions
#: By the word that Wagtail keeps them under; as the heads of their columns.
_ACTIONS = {"add": _("Add"), "change": _("Change"), "delete": _("Delete")}

#: Of what is drafted and locked as pages are: Wagtail's template translates it, its catalogue lacks
#: it.
_OF_DRAFTS = [gettext_noop("Can publish"), gettext_noop("Can lock"), gettext_noop("Can unlock")]


def show() -> None:
    """Have the page of a group call permissions by what they are for. May be called again."""
    wagtailusers_tags.register.inclusion_tag(_TEMPLATE)(format_permissions)
    PagePermissionsForm.base_fields["permissions"].label_from_instance = _of_pages


def format_permissions(permission_bound_field: Any) -> dict[str, Any]:
    """Do as Wagtail's tag of this name, with other names; a plugin's models are among them."""
    shown = _wagtails_own(permission_bound_field)
    for row in shown["object_perms"]:
        for action in _ACTIONS.keys() & row.keys():
            permission = row[action]["perm"]
            permission.name = f"{_ACTIONS[action]}: {permission.content_type.name}"
    return shown


def _of_pages(permission: Permission) -> str:
    names = {codename: name for codename, _short, name in Page.permission_types}
    return str(names[permission.codename])
