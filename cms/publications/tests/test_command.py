"""`manage.py publications`: what it says, and the exit status that a script goes by."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.publications.backlog import unbuilt
from cms.publications.models import Dependency, Head, Publication
from cms.publications.tests.connections import session
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db


def publications(*arguments: str) -> tuple[int, str]:
    """Exit status and output."""
    output = StringIO()
    try:
        call_command("publications", *arguments, stdout=output, stderr=output)
    except SystemExit as end:
        return end.code, output.getvalue()
    except CommandError as error:
        return error.returncode, f"{output.getvalue()}{error}"
    return 0, output.getvalue()


@pytest.fixture
def page(build_all) -> ArticlePage:
    made = factories.page(ArticlePage)
    build_all()
    return made


def public_pages() -> int:
    return Publication.objects.filter(was_public=True).count()


class TestRebuild:
    def test_builds_what_is_outdated(self, page):
        Publication.objects.filter(pk=page.pk).update(fingerprint="older code")
        assert publications("rebuild") == (
            0,
            "1 pages built, 0 of all with errors, 0 left to build.\n",
        )
        assert not unbuilt().exists()

    def test_builds_everything_if_asked(self, page):
        status, output = publications("rebuild", "--all")
        assert status == 0
        assert output.startswith(f"{public_pages()} pages built")

    def test_fails_if_a_page_does(self, page):
        broken = '[{"type": "image", "value": {"image": "nej"}, "id": "1"}]'
        ArticlePage.objects.filter(pk=page.pk).update(body=broken)
        Publication.objects.filter(pk=page.pk).update(representation=None)
        assert publications("rebuild")[0] == 1

    @pytest.mark.parametrize("processes", ["0", "-1", "to"])
    def test_refuses_what_is_no_number_of_processes(self, processes):
        status, output = publications("rebuild", f"--processes={processes}")
        assert status == 1
        assert f"'{processes}' is not a number from 1 on" in output


class TestVerify:
    def test_finds_nothing_in_a_log_that_is_right(self, page):
        status, output = publications("verify")
        assert status == 0
        assert output.endswith("pages compared, no differences.\n")

    @pytest.mark.parametrize("change", ["representation", "card"])
    def test_names_a_row_that_differs(self, page, change):
        Publication.objects.filter(pk=page.pk).update(**{change: "{}"})
        status, output = publications("verify")
        assert status == 1
        assert output.startswith(f"Page {page.pk}: its {change} differs from a new build")

    def test_names_dependencies_that_differ(self, page):
        Dependency.objects.filter(page_id=page.pk).delete()
        status, output = publications("verify")
        assert status == 1
        assert f"Page {page.pk}: its dependencies differ" in output

    def test_names_a_page_that_the_log_does_not_know(self, page):
        Publication.objects.filter(pk=page.pk).delete()
        status, output = publications("verify")
        assert status == 1
        assert f"Page {page.pk}: is public, and the log does not know it" in output


class TestStatus:
    def test_describes_the_log(self, page):
        Publication.objects.filter(pk=page.pk).update(representation=None)
        status, output = publications("status")
        assert status == 1  # nobody follows
        lines = dict(line.split(":", 1) for line in output.splitlines())
        told = {name: value.strip() for name, value in lines.items()}
        assert told["To be built"] == "1"
        assert told["With errors"] == "0"
        assert told["Follower"] == "not running"
        assert told["Public pages"].startswith(f"{public_pages()},")

    def test_names_pages_with_errors(self, page):
        Publication.objects.filter(pk=page.pk).update(error="ValueError: i stykker")
        assert f"page {page.pk}: ValueError: i stykker" in publications("status")[1]

    def test_names_processes_that_run_other_code(self, page):
        with session() as web:
            web.execute("SET application_name = 'cms web 0123456789ab'")
            web.commit()
            status, output = publications("status")
        assert status == 1
        assert "Other code:    web: restart it\n" in output

    def test_tells_of_a_log_that_other_code_has_taken_over(self, page):
        Head.objects.update(fingerprint="newer code")
        status, output = publications("status")
        assert status == 1
        assert "Other code:    the log was last taken over by other code" in output
