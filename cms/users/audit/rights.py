"""Changes of rights, told by the signals of what grants them, whoever does it."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cms.users.audit.keeping import record
from cms.users.models import AuditEntry, TwoStepDemand, User

#: What Wagtail grants a group besides permissions.
_GRANTS = (
    "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupCollectionPermission",
    "wagtailcore.GroupSitePermission",
)
_SIGNS = {"post_add": "+", "post_remove": "−"}


def watch() -> None:
    """Note changes of rights from now on."""
    user = apps.get_model("users.User")
    for through in (user.groups.through, user.user_permissions.through, Group.permissions.through):
        _connect(m2m_changed, _members_changed, through)
    _connect(pre_save, _account_before, user)
    _connect(post_save, _account_saved, user)
    _connect(post_delete, _account_deleted, user)
    _connect(post_delete, _group_deleted, Group)
    for model in (*map(apps.get_model, _GRANTS), TwoStepDemand):
        _connect(post_save, _granted, model)
        _connect(post_delete, _taken, model)


def _connect(signal: Any, receiver: Any, sender: Any) -> None:
    signal.connect(receiver, sender=sender, dispatch_uid=f"audit {receiver.__name__} {sender}")


def _members_changed(
    sender: Any,
    instance: Any,
    action: str,
    model: type[Model],
    reverse: bool,
    pk_set: set | None,
    **kwargs: Any,
) -> None:
    if action == "pre_clear":
        _note(instance, "−", [_("all")])
    elif action in _SIGNS and pk_set:
        sign, others = _SIGNS[action], model._default_manager.filter(pk__in=pk_set)
        if model is User:
            for user in others:
                _note(user, sign, [str(instance)])
        else:
            _note(instance, sign, [_named(each) for each in others])


def _note(whose: Any, sign: str, names: list[str]) -> None:
    """Note what an account, or a group, is given or loses."""
    what = f"{sign} {', '.join(sorted(names))}"
    if isinstance(whose, User):
        record(AuditEntry.Kind.RIGHTS, what, whom=whose)
    else:
        record(AuditEntry.Kind.RIGHTS, f"{whose}: {what}")


def _named(row: Any) -> str:
    if isinstance(row, Permission):
        return f"{row.content_type.app_label}.{row.codename}"
    return str(row)


def _account_before(sender: Any, instance: User, update_fields: Any = None, **kwargs: Any) -> None:
    """Remember what decides of rights, unless it isn't saved now, as at each sign-in."""
    if update_fields is None or {"is_active", "is_superuser"} & set(update_fields):
        before = User.objects.filter(pk=instance.pk).values("is_active", "is_superuser").first()
        instance.rights_before = before or {"is_active": None, "is_superuser": False}


def _account_saved(sender: Any, instance: User, raw: bool = False, **kwargs: Any) -> None:
    before = instance.__dict__.pop("rights_before", None)
    if before is None or raw:
        return
    told = []
    if before["is_active"] is None:
        told.append(_("account made"))
    elif before["is_active"] != instance.is_active:
        told.append(_("account opened") if instance.is_active else _("account closed"))
    if before["is_superuser"] != instance.is_superuser:
        sign = "+" if instance.is_superuser else "−"
        told.append(sign + " " + _("superuser"))
    if told:
        record(AuditEntry.Kind.RIGHTS, get_text_list(told, _("and")), whom=instance)


def _account_deleted(sender: Any, instance: User, **kwargs: Any) -> None:
    name = instance.get_username()
    record(AuditEntry.Kind.RIGHTS, _("account deleted"), whom=User(username=name))


def _group_deleted(sender: Any, instance: Group, **kwargs: Any) -> None:
    record(AuditEntry.Kind.RIGHTS, _("group deleted: %(name)s") % {"name": instance})


def _granted(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        _note(instance.group, "+", [_grant(instance)])


def _taken(sender: Any, instance: Any, origin: Any = None, **kwargs: Any) -> None:
    if isinstance(origin, Group) or getattr(origin, "model", None) is Group:
        return  # what the group had goes with it, which says enough
    _note(instance.group, "−", [_grant(instance)])


def _grant(row: Any) -> str:
    if isinstance(row, TwoStepDemand):
        return _("requires two-step log-in")
    on = next(getattr(row, name) for name in ("page", "collection", "site") if hasattr(row, name))
    return f"{_named(row.permission)} »{on}«"
