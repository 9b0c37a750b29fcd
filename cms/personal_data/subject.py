"""Who it is about: accounts, persons, and the names and addresses by which texts speak of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError
from django.db.models import Model, Q

from cms.models import Person
from cms.personal_data.naming import Names


@dataclass
class Subject:
    """One person as the site knows them."""

    accounts: list[Any] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)

    @property
    def names(self) -> Names:
        """What texts are searched for."""
        texts = list(self.texts)
        for account in self.accounts:
            texts += [account.get_full_name(), account.email]
        for person in self.persons:
            texts += [person.name, person.mail]
        return Names(filter(None, texts), self.digests)

    @property
    def objects(self) -> list[Model]:
        """The rows that are the person."""
        return [*self.accounts, *self.persons]

    @property
    def keys(self) -> list[str]:
        """Those rows as they are kept in the list of erasures: "users.User:42"."""
        return [f"{each._meta.label}:{each.pk}" for each in self.objects]


def find(
    *,
    accounts: Iterable[str] = (),
    persons: Iterable[str] = (),
    mails: Iterable[str] = (),
    names: Iterable[str] = (),
) -> Subject:
    """Return who is meant: accounts by user name or key, persons by slug or key, both by their mail
    addresses. Names are only looked for in texts, since others may have the same.

    Raises `CommandError` for an account or a person that doesn't exist.
    """
    found = Subject(texts=[*mails, *names])
    users, people = get_user_model().objects, Person.objects
    for given in accounts:
        found.accounts += [_one(users, given, Q(username=given), "account")]
    for given in persons:
        found.persons += [_one(people, given, Q(slug=given), "person")]
    for mail in mails:
        found.accounts += users.filter(email__iexact=mail).order_by("pk")
        found.persons += people.filter(mail__iexact=mail).order_by("pk")
    found.accounts = list(dict.fromkeys(found.accounts))
    found.persons = list(dict.fromkeys(found.persons))
    if not found.objects and not found.names:
        raise CommandError(
            "Name somebody by --account, --person, --mail, or --name with two words or more."
        )
    return found


def recall(keys: Iterable[str], digests: list[str]) -> Subject:
    """Return whom an erasure was about, as far as they are in this database."""
    found = Subject(digests=digests)
    for label, key in (each.split(":") for each in keys):
        row = apps.get_model(label)._default_manager.filter(pk=key).first()
        if row is not None:
            (found.persons if isinstance(row, Person) else found.accounts).append(row)
    return found


def _one(manager: Any, given: str, named: Q, what: str) -> Any:
    by_key = Q(pk=given) if given.isdecimal() and len(given) < 10 else Q(pk=None)
    row = manager.filter(named).first() or manager.filter(by_key).first()
    if row is None:
        raise CommandError(f"There is no {what} {given!r}.")
    return row
