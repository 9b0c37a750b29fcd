"""What an account may see in the admin, as Wagtail's permissions say: the pages that it may explore
and the files that it may choose, change or delete. What the public sees, everybody may.
"""

from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail.models import CollectionMember, Page
from wagtail.permissions import policy_registry

from cms.visibility import outside_templates, outside_trash, visible

#: A file may be seen by who may do any of these with it.
_FILE_ACTIONS = ["choose", "change", "delete"]


def seen_pages(user: Any) -> QuerySet:
    """Return the pages that the account may explore, those that are public, and the tree's root;
    none that lies in the trash.
    """
    if user.is_superuser:
        return outside_trash(Page.objects.all())
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    public = visible(Page.objects.all())
    return Page.objects.filter(
        Q(pk__in=explorable.order_by().values("pk"))
        | Q(pk__in=public.order_by().values("pk"))
        | Q(depth=1)
    )


def edited_pages(user: Any) -> QuerySet:
    """Return the pages that the account may edit; none that lies in the trash, no template."""
    policy = policy_registry.get_by_type(Page)
    return outside_templates(policy.instances_user_has_permission_for(user, "change"))


def seen_files(model: type[Model], user: Any) -> QuerySet:
    """Return the images or documents that the account may choose, change or delete."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, _FILE_ACTIONS)


def sees(user: Any, instance: Model) -> bool:
    """Return whether the account may see a page or a file; of other models, everything is seen by
    who gets as far as to ask.
    """
    if isinstance(instance, Page):
        return seen_pages(user).filter(pk=instance.pk).exists()
    if user.is_superuser:
        return True
    if isinstance(instance, CollectionMember):
        policy = policy_registry.get_by_type(type(instance))
        return policy.user_has_any_permission_for_instance(user, _FILE_ACTIONS, instance)
    return True
