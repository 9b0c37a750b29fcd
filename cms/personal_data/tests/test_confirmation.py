"""What `manage.py personal_data erase` asks before it does it."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "message"),
    [("no\n", "Nothing is erased."), ("", "Nobody answers, so nothing is erased")],
)
def test_nothing_is_erased_without_a_yes(monkeypatch, typed, message):
    account = get_user_model().objects.create_user("kim", email="kim@example.dk")
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    with pytest.raises(CommandError, match=message):
        call_command("personal_data", "erase", "--mail", "kim@example.dk")
    assert get_user_model().objects.filter(pk=account.pk).exists()
