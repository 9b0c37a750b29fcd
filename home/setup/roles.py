"""What each role may do: this table is the only place in the code that says it, and
docs/redaktoerer.md tells it to editors.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A group of accounts, and what it may do at first."""

    name: str
    #: What may be done with pages; in the section only, or on the whole site.
    pages: tuple[str, ...]
    #: All else, by "app.codename"; "collections." are given in the files' collection.
    models: tuple[str, ...]
    is_of_site: bool = False
    #: What the group was called before roles had names of their own.
    former_name: str = ""

    def permissions(self) -> list[str]:
        """Return all of it by the names under which it is recorded."""
        return [
            *(f"pages.{action}_page" for action in self.pages),
            *(f"files.{action}_{kind}" for action in FILES for kind in ("image", "document")),
            *self.models,
        ]


#: What every role may do with images and documents. To change one is to delete it, too.
FILES = ("add", "change", "choose")


def _of(app: str, model: str, *actions: str) -> list[str]:
    return [f"{app}.{action}_{model}" for action in actions]


EDITOR = Role(
    "Redaktør",
    pages=("add", "change"),
    models=(
        "wagtailadmin.access_admin",
        *_of("wagtailsearchpromotions", "searchpromotion", "add", "change", "delete"),
        *_of("cms", "person", "add", "change", "view"),
        *_of("cms", "topic", "add", "change", "view"),
        *_of("events", "audience", "add", "change", "view"),
        # To change one changes live pages, which is for who may publish.
        *_of("cms", "reusabletext", "add", "view"),
        *_of("releases", "release", "add", "change", "view"),
    ),
    former_name="Redaktører",
)
APPROVER = Role(
    "Godkender",
    pages=(*EDITOR.pages, "publish", "lock", "unlock"),
    models=(
        *EDITOR.models,
        *("cms.delete_person", "cms.delete_topic", "events.delete_audience"),
        *_of("cms", "reusabletext", "change", "delete"),
        "releases.delete_release",
        "cms.change_sitesettings",
    ),
    former_name="Moderatorer",
)
WEBMASTER = Role(
    "Webmaster",
    pages=(*APPROVER.pages, "bulk_delete"),
    models=(
        *APPROVER.models,
        "cms.delete_trashedpage",
        "media.delete_documentversion",
        *_of("wagtailredirects", "redirect", "add", "change", "delete"),
        *_of("collections", "collection", "add", "change", "delete"),
        *_of("integrations", "subscription", "add", "change", "delete", "view"),
    ),
    is_of_site=True,
)
ADMINISTRATOR = Role(
    "Administrator",
    pages=WEBMASTER.pages,
    models=(
        *WEBMASTER.models,
        *_of("wagtailcore", "workflow", "add", "change", "delete"),
        *_of("wagtailcore", "task", "add", "change", "delete"),
        *_of("wagtailcore", "site", "add", "change", "delete"),
        *_of("auth", "group", "add", "change", "delete"),
        *_of("users", "user", "add", "change", "delete"),
        "users.view_auditentry",
    ),
    is_of_site=True,
)
ROLES = (EDITOR, APPROVER, WEBMASTER, ADMINISTRATOR)
