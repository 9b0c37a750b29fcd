"""From where a mirror with a key may go on: as long as the key opens the same pages."""

import pytest

from cms.keys.models import KeyScope
from cms.publications.models import Head
from cms.users.models import User
from tests.api.members import CHANGES, Follower

pytestmark = pytest.mark.django_db


def refused(mine: Follower) -> str:
    answer = mine.get(CHANGES, since=mine.since)
    assert (answer.status_code, answer["Cache-Control"]) == (410, "private, no-store")
    return answer.json()["reason"]


def test_who_joins_or_leaves_a_group_begins_anew(mine, members):
    user = User.objects.get(api_tokens__name="Intranet")
    user.groups.add(members.others)
    assert refused(mine) == "scope"
    user.groups.clear()
    assert refused(mine) == "scope"
    user.groups.set([members.group])
    assert mine.follow() == []


def test_so_does_a_key_of_another_section(mine, content):
    KeyScope.objects.update(section=content.events)
    assert refused(mine) == "scope"


def test_and_one_that_opens_nothing_any_more(mine):
    KeyScope.objects.update(opens_restricted=False)
    assert refused(mine) == "scope"


def test_a_cursor_of_a_key_is_nobody_elses(mine, follower, members):
    for other in (Follower(), follower(members.others)):
        other.since = mine.since
        assert other.get(CHANGES, since=mine.since).json()["reason"] == "scope"
    mine.since = Follower().get(CHANGES, since="now").json()["next"]
    assert refused(mine) == "scope"


def test_nor_is_one_that_was_changed(mine):
    epoch, sequence, *rest = mine.since.split("-")
    mine.since = "-".join([epoch, str(int(sequence) - 1), *rest])
    assert refused(mine) == "scope"


def test_the_other_reasons_hold_too(mine):
    Head.objects.update(keyed_sequence=10**6, keyed_forgotten=10**6)
    assert refused(mine) == "expired"
