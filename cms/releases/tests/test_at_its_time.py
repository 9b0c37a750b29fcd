"""The follower lets releases go out."""

from datetime import timedelta

from django.utils import timezone

from cms.publications.follower import is_followed
from cms.publications.reading import read_page
from cms.publications.tests.test_following import following
from cms.publications.tests.waiting import eventually
from cms.releases.approval import approve
from cms.releases.models import Release, ReleasedPage
from cms.testing import factories
from cms.tests.pages.models import ArticlePage


def test_it_goes_out_at_the_second_that_is_set_while_the_follower_waits(committing_database):
    pages = [factories.draft(ArticlePage, title=title) for title in ("Rapport", "Nyhed")]
    with following():
        assert eventually(is_followed)
        due = timezone.now() + timedelta(seconds=2)
        release = Release.objects.create(name="Rapporten", goes_at=due)
        for page in pages:
            ReleasedPage.objects.create(release=release, page_id=page.pk)
        approve(release, None)
        assert eventually(lambda: all(read_page(page.pk) for page in pages))
    release.refresh_from_db()
    assert timedelta(0) <= release.went_out_at - due
