"""Which PostgreSQL the site takes, and how it says so."""

import pytest
from django.conf import settings
from django.db import connection

from cms.postgres.base import DatabaseFeatures, DatabaseWrapper
from cms.postgres.errors import DatabaseUnreachable


def test_connections_are_kept_and_requests_are_no_transactions():
    database = settings.DATABASES["default"]
    assert (database["ENGINE"], database["CONN_MAX_AGE"] > 0) == ("cms.postgres", True)
    assert not database["ATOMIC_REQUESTS"]


@pytest.mark.django_db
def test_danish_letters_have_both_cases_and_full_text_search_is_danish():
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ÆØÅ'), to_tsvector('danish', 'ÅBNE BUDGETTER')::text")
        assert cursor.fetchone() == ("æøå", "'budget':2 'åbn':1")


class FeaturesOfTheFuture(DatabaseFeatures):
    minimum_database_version = (99,)


class DemandingWrapper(DatabaseWrapper):
    features_class = FeaturesOfTheFuture


@pytest.mark.django_db
def test_an_older_server_is_refused_in_one_line():
    # Django checks a server once an alias.
    demanding = DemandingWrapper(connection.settings_dict, alias="demanding")
    try:
        with pytest.raises(DatabaseUnreachable) as raised:
            demanding.connect()
    finally:
        demanding.close()
    assert "cannot be used: PostgreSQL 99 or later is required (found " in str(raised.value)
    assert "\n" not in str(raised.value)
