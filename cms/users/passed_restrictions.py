"""Which passwords of pages and collections a visitor has given. Wagtail keeps the keys of the
restrictions in the session; here a digest of each password is kept beside them, so that whoever
gave an earlier one is asked again.
"""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import salted_hmac

KEY = "passed_passwords"


def remember(session: SessionBase, restriction: Any) -> None:
    """Note with which password a view restriction was passed."""
    digests = session.get(KEY, {})
    session[KEY] = digests | {_name(restriction): _digest(restriction)}


def without_changed(data: dict) -> dict:
    """Return a session's data without the restrictions that were passed with another password than
    they have now, or without one that is known.
    """
    # Sessions are loaded before the models of apps are, and most of them have passed nothing.
    from wagtail.models import CollectionViewRestriction, PageViewRestriction

    digests = data.get(KEY, {})
    for model in (PageViewRestriction, CollectionViewRestriction):
        key = model.passed_view_restrictions_session_key
        if passed := data.get(key):
            found = model.objects.filter(pk__in=passed)
            kept = [each.pk for each in found if digests.get(_name(each)) == _digest(each)]
            data = data | {key: kept}
    return data


def _name(restriction: Any) -> str:
    return f"{restriction._meta.db_table} {restriction.pk}"


def _digest(restriction: Any) -> str:
    return salted_hmac(f"{KEY} {_name(restriction)}", restriction.password).hexdigest()
