"""Erasing one person. What is erased, changed and left for an editor is told row by row.

Deleted is what is the person's: account, entry among the persons, portrait, sessions, drafts of
forms, what was typed at the sign-in. A mark takes the place of names and addresses in the history:
the log of actions, and revisions that are neither public nor worked on. Addresses of pages that are
gone are blanked. What stands in pages and files as they are is an editor's to change, and is told.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError
from django.db import transaction
from django.db.models import Model
from django.db.models.deletion import Collector
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import registry
from wagtail.models import Revision

from cms.personal_data import stored_texts
from cms.personal_data.naming import MARK, Names
from cms.personal_data.subject import Subject
from cms.publications.models import Publication, RestrictedPublication
from cms.publications.tombstones import forget_address
from cms.usage.places import places_of
from cms.users.models import AuditEntry, Session

_TASKS, _FINISHED = "django_tasks_database.DBTaskResult", {"SUCCESSFUL", "FAILED"}


@dataclass(frozen=True)
class Told:
    """What becomes of one row: it is `deleted`, a column is `emptied` or `changed`, or `left`."""

    what: str
    row: str
    column: str = ""
    #: Where somebody who may can change it.
    address: str = ""

    def __str__(self) -> str:
        return "  ".join(filter(None, [f"{self.what:<8}", self.row, self.column, self.address]))


def erase(subject: Subject) -> list[Told]:
    """Erase a person, in the transaction that the caller has begun, and tell what becomes of what.

    Raises `CommandError` for the last account that may do everything.
    """
    names = subject.names
    _refuse_last_superuser(subject)
    told = [*_shown(subject), *_sessions(subject), *_attempts(subject), *_log_of(subject)]
    told += _audited(subject)
    for portrait in _portraits(subject):
        told += _delete(portrait)
    for each in subject.objects:
        told += _delete(each)
    list(_audited(subject))  # that they were deleted just now
    if names:
        told += [*_tombstones(names), *_texts(names)]
    return list(dict.fromkeys(told))


def _refuse_last_superuser(subject: Subject) -> None:
    superusers = get_user_model().objects.filter(is_superuser=True, is_active=True)
    erased = [each.pk for each in subject.accounts]
    if superusers.filter(pk__in=erased).exists() and not superusers.exclude(pk__in=erased).exists():
        raise CommandError("This is the only superuser: make another one first.")


def _shown(subject: Subject) -> Iterator[Told]:
    """Yield the blocks in which the person was chosen, which show nobody now; fields are
    emptied.
    """
    for person in subject.persons:
        for place in places_of([person]):
            for use in place.uses:
                if "." in use.path:
                    yield Told("left", _named(place.object), str(use.label), _address(place.object))


def _sessions(subject: Subject) -> Iterator[Told]:
    # Told without their keys, which open an account.
    for session in Session.objects.filter(user__in=[each.pk for each in subject.accounts]):
        session.delete()
        yield Told("deleted", "users.Session")


def _attempts(subject: Subject) -> Iterator[Told]:
    """Yield what was typed at the sign-in under the account's name."""
    typed = [each.username for each in subject.accounts]
    for label in ("axes.AccessAttempt", "axes.AccessFailureLog", "axes.AccessLog"):
        for row in apps.get_model(label).objects.filter(username__in=typed):
            yield Told("deleted", _named(row))
            row.delete()


def _log_of(subject: Subject) -> Iterator[Told]:
    """Yield what was done with the account or the person: that goes on to be known, not with
    whom.
    """
    for each in subject.objects:
        entries = registry.get_logs_for_instance(each)
        entries.update(label=MARK)
        for entry in entries:
            yield Told("changed", _named(entry), "label")


def _audited(subject: Subject) -> Iterator[Told]:
    """Yield what was done by and to the accounts: that goes on to be known, not by whom and from
    where.
    """
    names = [each.get_username() for each in subject.accounts]
    for column in ("user_name", "whom_name"):
        for entry in AuditEntry.objects.filter(**{f"{column}__in": names}).order_by("pk"):
            AuditEntry.objects.filter(pk=entry.pk).update(**{column: MARK, "address": ""})
            yield Told("changed", _named(entry), column)


def _portraits(subject: Subject) -> Iterator[Model]:
    """Yield the persons' photos that nothing else shows."""
    for person in subject.persons:
        if person.photo is not None and not any(
            place.uses and place.object != person for place in places_of([person.photo])
        ):
            yield person.photo


def _delete(row: Model) -> list[Told]:
    """Delete a row, with what the database deletes or empties along with it."""
    collector = Collector(using="default", origin=row)
    collector.collect([row])
    deleted = [each for rows in collector.data.values() for each in rows]
    deleted += [each for rows in collector.fast_deletes for each in rows]
    told = [Told("deleted", _named(each)) for each in deleted]
    groups: Any
    for (column, _value), groups in collector.field_updates.items():
        emptied = [each for group in groups for each in group]
        told += [Told("emptied", _named(each), column.name) for each in emptied]
    for each in deleted:
        avatar = getattr(each, "avatar", None)
        if avatar:
            transaction.on_commit(partial(avatar.storage.delete, avatar.name))
    row.delete()
    return told


def _tombstones(names: Names) -> Iterator[Told]:
    of_public = Publication.objects.filter(was_public=False)
    of_restricted = RestrictedPublication.objects.filter(is_there=False)
    for gone in (of_public, of_restricted):
        addresses = gone.exclude(url_path="").order_by("page_id").values_list("page_id", "url_path")
        for page_id in dict.fromkeys(key for key, url_path in addresses if names.are_in(url_path)):
            forget_address(page_id)
            yield Told("emptied", f"{gone.model._meta.label} {page_id}", "url_path")


def _texts(names: Names) -> Iterator[Told]:
    current = _current_revisions()
    for model, own in stored_texts.tables():
        is_rewritten = model._meta.label in stored_texts.REWRITTEN
        if (
            names.digests
            and not names.known
            and not is_rewritten
            and not stored_texts.is_deleted(model)
        ):
            continue  # was told when it was erased, and books take long to be read so
        for key, texts in stored_texts.texts(model, own):
            found = {
                name: ways for name, text in texts.items() if (ways := list(_ways(names, text)))
            }
            if not found:
                continue
            if _is_to_delete(model, key):
                model._base_manager.filter(pk=key).delete()
                yield Told("deleted", f"{model._meta.label} {key}")
            elif is_rewritten and not (model is Revision and key in current):
                yield from _rewrite(names, model, key, {name: texts[name] for name in found})
            elif not (model is Revision and current[key] == "public"):
                yield from _left(model, key, found)


def _ways(names: Names, stored: str) -> Iterator[str]:
    for way, text in stored_texts.strings(stored):
        if names.are_in(text):
            yield way


def _is_to_delete(model: type[Model], key: Any) -> bool:
    if model._meta.label == _TASKS:  # what is still to be done is done
        return model._base_manager.filter(pk=key, status__in=_FINISHED).exists()
    return stored_texts.is_deleted(model)


def _rewrite(names: Names, model: type[Model], key: Any, texts: dict[str, str]) -> Iterator[Told]:
    row = model._base_manager.filter(pk=key)
    row.update(**{name: _cleared(names, stored) for name, stored in texts.items()})
    for name in texts:
        yield Told("changed", _named(row.get()), name)


def _cleared(names: Names, stored: str) -> Any:
    cleared = stored_texts.changed(stored, names.without)
    return json.loads(cleared) if stored[:1] in ("{", "[") else cleared


def _left(model: type[Model], key: Any, found: dict[str, list[str]]) -> Iterator[Told]:
    row = model._base_manager.get(pk=key)
    shown = row.content_object if isinstance(row, Revision) else row
    for name, ways in found.items():
        for way in ways:
            column = f"{name}.{way}" if way else name
            yield Told("left", _named(row), column, _address(shown))


def _current_revisions() -> dict[int, str]:
    """Return the revisions that are public, worked on or scheduled, by their keys."""
    found: dict[int, str] = {}
    for model in apps.get_models():
        own = {each.name for each in model._meta.local_fields}
        for name in ("live_revision", "latest_revision"):
            if name in own:
                for key, live in model._base_manager.exclude(**{name: None}).values_list(
                    name, "live_revision" if "live_revision" in own else name
                ):
                    found[key] = "public" if key == live else "worked on"
    scheduled = Revision.objects.exclude(approved_go_live_at=None).values_list("pk", flat=True)
    return found | dict.fromkeys(scheduled, "scheduled")


def _named(row: Model) -> str:
    if isinstance(row, Revision):
        return f"wagtailcore.Revision {row.pk} of {row.content_type.model} {row.object_id}"
    return f"{row._meta.label} {row.pk}"


def _address(row: Any) -> str:
    return (row is not None and AdminURLFinder().get_edit_url(row)) or ""
