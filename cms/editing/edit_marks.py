"""What a page's template has to know for "Click to edit": where its fields and blocks stand in the
form of the account that looks at it.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from cms.checklist.contents import pieces
from cms.delivery.context_processors import has_session


@dataclass(frozen=True)
class EditMarks:
    """Where what a page shows is edited. `paths` are Wagtail's content paths, by the names of the
    form's fields and the ids of blocks; `form_url` is empty of a page that isn't saved yet.
    """

    form_url: str
    #: Whether it is the preview of a form that is open beside it, or in another tab.
    is_beside_form: bool
    paths: dict[str, str]


def edit_marks(page: Page, request: HttpRequest) -> dict[str, EditMarks]:
    """Return what the template of a page gets besides if the account may edit the page; nothing for
    everybody else, whose sessions are not read if they have none.
    """
    is_beside_form = getattr(request, "is_editing", False)  # Wagtail asked before it said so
    if not (is_beside_form or _may_edit(page, request)):
        return {}
    fields = page.get_edit_handler().get_form_class().base_fields
    paths = {name: name for name in fields} | _paths_of_blocks(page)
    form_url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else ""
    return {"edit_marks": EditMarks(form_url, is_beside_form, paths)}


def _paths_of_blocks(page: Page) -> dict[str, str]:
    """Return the content paths of the page's blocks by their ids, within other blocks too. Parts of
    a block have a name instead, by which they are told apart only within it.
    """
    paths = {}
    for piece in pieces(page):
        key = piece.path.rpartition(".")[2]
        if piece.block is not None and key != piece.block.name:
            paths[key] = piece.path
    return paths


def _may_edit(page: Page, request: HttpRequest) -> bool:
    if not has_session(request) or page.alias_of_id:  # an alias is edited at its source
        return False
    user = request.user
    return user.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(user).can_edit()
