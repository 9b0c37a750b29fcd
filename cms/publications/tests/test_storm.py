"""A storm: processes that edit, build and read at once, and are killed at random.

`STORM_ACTIONS` and `STORM_SEED` make it longer and another one; `make soak` does.
"""

import multiprocessing
import os
import pickle
import random
import sys
import time

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Q
from django.http import HttpResponse
from wagtail.models import APIToken, Collection, Page

from cms.keys.models import KeyScope
from cms.models import SiteSettings
from cms.publications.addresses import find
from cms.publications.backlog import build_backlog, failed
from cms.publications.models import (
    Dependency,
    Flush,
    Head,
    Mark,
    Publication,
    RestrictedDependency,
    RestrictedPublication,
    SiteRepresentation,
)
from cms.publications.reading import read_page
from cms.publications.sites import outdated_sites
from cms.publications.tests import storm
from cms.publications.tests.conftest import differences
from cms.publications.tests.course import Course
from cms.publications.tests.doorkeeper import MEMBER, MEMBERS, OTHERS, STRANGER
from cms.publications.tests.mirror import CHANGES, Mirror
from cms.publications.tests.writer import make_article
from cms.releases.models import Release, State
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, FrontPage
from cms.users.models import User
from cms.visibility import visible

ACTIONS = int(os.environ.get("STORM_ACTIONS", "200"))
SEED = int(os.environ.get("STORM_SEED", "1"))
ROLES = [*[storm.write] * 4, *[storm.fill_log] * 2, *[storm.read] * 2, storm.read_site]
PROCESSES = multiprocessing.get_context("fork")


@pytest.fixture
def site(committing_database) -> Page:
    collection = Collection.get_first_root_node().add_child(name="Stormens")
    images = [factories.image(collection=collection) for _ in range(3)]
    people = [factories.person(photo=image) for image in images]
    for _ in range(3):
        factories.topic()
    SiteSettings.objects.create(site=factories.site(), phone="0")
    for number in range(3):
        section = factories.page(
            type(factories.section()),
            parent=factories.home(),
            title=f"Afsnit {number}",
            show_in_menus=True,
        )
        index = factories.page(ArticleIndexPage, parent=section, show_in_menus=True)
        for image, person in zip(images, people, strict=True):
            for _ in range(3):
                make_article(index, image=image, contact=person)
    for number in range(3):
        factories.page(
            FrontPage, parent=factories.home(), title="Sammen v000000", slug=f"sammen-{number}"
        )
    return index


def keys_below(section: Page) -> list[str]:
    """Make the keys of the accounts that may read what is for members."""
    for name in (MEMBERS, OTHERS):
        Group.objects.create(name=name)
    keys = []
    for name in (MEMBER, STRANGER):
        owner = User.objects.create_user(name, email=f"{name}@example.dk")
        token, key = APIToken.create_token(user=owner, name=name)
        KeyScope.objects.create(token=token, section=section, opens_restricted=True)
        keys.append(key)
    return keys


def start(role, seed: int, course: Course):
    process = PROCESSES.Process(target=storm.run, args=(role, seed, course))
    process.start()
    return process


def rage(course: Course) -> int:
    """Let all roles run until the storm is over, and one of them be killed after every few acts;
    return how many were.
    """
    choose, kills = random.Random(SEED), 0
    connection.close()  # a fork must not share it
    running = [
        (role, start(role, SEED * 1000 + number, course)) for number, role in enumerate(ROLES)
    ]
    following = start(storm.follow, 0, course)
    try:
        until = choose.randint(5, 25)
        while until < course.acts:
            while course.done < until:
                time.sleep(0.01)
            role, process = running.pop(choose.randrange(len(running)))
            process.kill()
            process.join()
            kills += 1
            running.append((role, start(role, SEED * 1000 + 100 + kills, course)))
            until = course.done + choose.randint(5, 25)
        for process in (following, *(process for _role, process in running)):
            process.join()
            assert process.exitcode == 0
    finally:
        for process in (following, *(process for _role, process in running)):
            process.kill()
    return kills


@pytest.mark.timeout(1200 + 2 * ACTIONS)
def test_nothing_is_lost_leaked_or_out_of_order(site, tmp_path, capsys):
    course = Course(tmp_path, ACTIONS, site.pk, keys_below(site.get_root()))
    kills = rage(course)

    # The server may still store what one who was killed has built.
    list(build_backlog())
    assert not Publication.objects.filter(was_public=True, representation=None).exists()
    reader, mirrors = pickle.loads(course.consumer.read_bytes())
    reader.catch_up()
    with capsys.disabled():
        sys.stdout.write(
            f"\nstorm: {reader.cursor.sequence} commits numbered, {kills} processes killed\n"
        )

    assert (course.notes.read_text() if course.notes.exists() else "") == ""
    assert list(failed().values_list("pk", "error")) == []
    assert differences() == []
    public = visible(Page.objects.all()).values_list("pk", flat=True)
    assert reader.pages == {key: read_page(key) for key in public}
    # What was hidden before it began it has never heard of.
    told = Publication.objects.filter(Q(was_public=True) | Q(pk__in=reader.numbers))
    assert reader.numbers == dict(told.values_list("pk", "sequence"))
    for mirror in mirrors:
        assert_complete(mirror)
    find("localhost", "80").site_representation()
    assert SiteRepresentation.objects.get().version == Head.objects.get().version
    assert outdated_sites() == []
    assert Release.objects.filter(state=State.OUT).exists()
    assert (Mark.objects.count(), Flush.objects.count()) == (0, 0)
    tombstones = Publication.objects.filter(was_public=False).values("pk")
    assert not Dependency.objects.filter(page_id__in=tombstones).exists()
    there = RestrictedPublication.objects.filter(is_there=True).values("page_id")
    assert not RestrictedDependency.objects.exclude(page_id__in=there).exists()


def assert_complete(mirror: Mirror) -> None:
    """Whether the copy is what the public or the key is shown by the same question, and can prove
    it.
    """
    mirror.catch_up()
    query = {name: value for name, value in mirror.query.items() if name != "limit"}
    fields = {"fields": query["fields"]} if "fields" in query else {}
    found: dict[int, dict] = {}
    offset = 0
    while page := items(mirror.ask("/api/v2/pages/", {**query, "offset": offset})):
        offset += len(page)
        found |= {each["id"]: each for each in page}
    if not fields:
        found = {key: mirror.ask(f"/api/v2/pages/{key}/").json() for key in found}
    assert mirror.pages == found, f"{mirror.query} with {'a' if mirror.key else 'no'} key"
    state = mirror.ask(f"{CHANGES}state/", query).json()
    assert mirror.state() == {"count": state["count"], "digest": state["digest"]}


def items(response: HttpResponse) -> list[dict]:
    # Of a section that is gone, the list says so.
    return response.json()["items"] if response.status_code == 200 else []
