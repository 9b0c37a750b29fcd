from collections.abc import Iterable
from typing import Any

from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page


def copy_draft(
    draft: Page,
    to: Page,
    user: Any,
    *,
    without: Iterable[str] = (),
    recursive: bool = False,
    **named: str,
) -> Page:
    """Save a state of a page as a new draft below another page, without the fields named; `named`
    are its title and slug. The versions of the original stay with it. Who may is asked before.
    """
    action = CopyPageAction(
        draft,
        to=to,
        recursive=recursive,
        update_attrs=named,
        exclude_fields=list(without),
        copy_revisions=False,
        keep_live=False,
        user=user,
    )
    return action.execute(skip_permission_checks=True)
