"""Taking away a second step, and ending sessions that were begun without a demanded one."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet

from cms.users.models import SecondStep, Session, TwoStepDemand, User


def take_away(user: User) -> bool:
    """Take away an account's second step, with its recovery codes; return whether it had one."""
    return bool(SecondStep.objects.filter(user=user).delete()[0])


def end_sessions_of(users: QuerySet[User]) -> None:
    """End the sessions of those who have no second step: whoever signs in anew is led to it."""
    Session.objects.filter(user__in=users.filter(second_step=None)).delete()


def end_sessions_of_joined(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set | None, **kwargs: Any
) -> None:
    """End the sessions of accounts that have become members of a group which demands two steps."""
    if action != "post_add" or not pk_set:
        return
    groups = [instance.pk] if reverse else pk_set
    users = pk_set if reverse else [instance.pk]
    if TwoStepDemand.objects.filter(group__in=groups).exists():
        end_sessions_of(User.objects.filter(pk__in=users))


def demand(group: Group) -> None:
    """Demand two steps of a group's members from now on."""
    _demand, is_new = TwoStepDemand.objects.get_or_create(group=group)
    if is_new:
        end_sessions_of(User.objects.filter(groups=group))
