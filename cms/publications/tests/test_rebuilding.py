"""What `publications rebuild` and `status` do beside other processes of the site."""

import re

import pytest

from cms.publications.backlog import BATCH
from cms.publications.follower import is_followed
from cms.publications.installation import install
from cms.publications.tests.conftest import differences
from cms.publications.tests.crowd import copies
from cms.publications.tests.test_command import public_pages, publications
from cms.publications.tests.test_following import following
from cms.publications.tests.waiting import eventually
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.usefixtures("committing_database")


def test_several_processes_build_and_it_is_told_how_long_it_will_take():
    copies(factories.page(ArticlePage), factories.page(ArticleIndexPage), 3 * BATCH)
    status, output = publications("rebuild", "--all", "--processes", "2")
    total = public_pages()
    expected, done = output.splitlines()
    told = rf"{total} pages, built by 2 processes: about \d+ (seconds|minutes), "
    assert re.fullmatch(rf"{told}measured on the first {BATCH}\.", expected)
    assert done == f"{total} pages built, 0 of all with errors, 0 left to build."
    assert status == 0
    assert differences() == []


def test_half_of_the_free_connections_are_left_to_the_site():
    output = publications("rebuild", "--all", "--processes", "100000")[1]
    told = r"PostgreSQL has connections to spare for \d{1,2} of 100000 processes\.\n"
    assert re.match(told, output)


def test_status_is_content_with_a_follower_that_runs_the_same_code():
    install()
    with following():
        assert eventually(is_followed)
        status, output = publications("status")
    assert "Code:          all connected processes run the log's\n" in output
    assert status == 0
