"""In the trash nobody may do anything by Wagtail's permissions; who may put a page back is asked of
its former place.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from cms.editing.around import around
from cms.models import TrashedPage
from cms.visibility import is_in_trash, outside_trash


class PolicyOutsideTheTrash(PagePermissionPolicy):
    """Wagtail's, for which pages in the trash are not there."""

    def _base_queryset_for_user(self, user: Any) -> QuerySet | None:
        pages = super()._base_queryset_for_user(user)
        return pages if pages is None else outside_trash(pages)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        return outside_trash(super().instances_user_has_any_permission_for(user, actions))

    def explorable_instances(self, user: Any) -> QuerySet:
        return outside_trash(super().explorable_instances(user))

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Page
    ) -> bool:
        return not is_in_trash(instance) and super().user_has_any_permission_for_instance(
            user, actions, instance
        )


class NothingAllowed(PagePermissionTester):
    """What an account may do with a page in the trash."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.permissions: set[str] = set()


def _refuse(self: NothingAllowed, *args: Any, **kwargs: Any) -> bool:
    return False


for _name in dir(PagePermissionTester):
    if _name.startswith("can_"):
        setattr(NothingAllowed, _name, _refuse)


def guard() -> None:
    """Let Wagtail allow nothing in the trash. May be called again."""
    register_permission_policy(Page, PolicyOutsideTheTrash(Page))

    @around(Page, "permissions_for_user")
    def permissions_for_user(original: Callable, self: Page, user: Any) -> PagePermissionTester:
        return NothingAllowed(user, self) if is_in_trash(self) else original(self, user)


def may_put_back(user: Any, entry: TrashedPage, place: Page | None) -> bool:
    """Return whether the account could edit the page in its former place: `place`, the page above
    it, or where that is gone or in the trash itself, None.
    """
    if not user.is_active or user.is_superuser:
        return user.is_active
    allowed = set()
    for each in policy_registry.get_by_type(Page).get_cached_permissions_for_user(user):
        if place is None:
            above = each.page_id in entry.ancestors
        else:
            above = place.path.startswith(each.page.path)
        if above or each.page_id == entry.page_id:
            allowed.add(each.permission.codename)
    is_own = entry.page.owner_id == user.pk
    return "change_page" in allowed or ("add_page" in allowed and is_own)


def may_delete_for_good(user: Any) -> bool:
    """Return whether the account may delete what lies in the trash before its time."""
    return user.has_perm("cms.delete_trashedpage")
