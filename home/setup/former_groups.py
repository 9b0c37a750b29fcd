"""What the groups had been given when it was not recorded yet. It never changes: what came later
was given to no group that is older, such as audiences.
"""

from home.setup.roles import Role

_OF_EDITORS = [
    *("pages.add_page", "pages.change_page"),
    *("files.add_image", "files.change_image", "files.choose_image"),
    *("files.add_document", "files.change_document", "files.choose_document"),
    "wagtailadmin.access_admin",
    "wagtailsearchpromotions.add_searchpromotion",
    "wagtailsearchpromotions.change_searchpromotion",
    "wagtailsearchpromotions.delete_searchpromotion",
    *("cms.add_person", "cms.change_person", "cms.view_person"),
    *("cms.add_topic", "cms.change_topic", "cms.view_topic"),
]
_GRANTED = {
    "Redaktører": _OF_EDITORS,
    "Moderatorer": [
        *_OF_EDITORS,
        *("pages.publish_page", "pages.lock_page", "pages.unlock_page"),
        *("cms.delete_person", "cms.delete_topic", "cms.change_sitesettings"),
    ],
}


def granted_before(role: Role) -> list[str]:
    """Return what the group that had the role's former name was given once."""
    return _GRANTED[role.former_name]
