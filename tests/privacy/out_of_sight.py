"""Pages put where nobody sees them yet."""

from datetime import timedelta

from django.utils import timezone

from cms.copies.page_templates import make_templates, place_of_templates
from cms.releases.approval import approve
from cms.releases.models import Release, ReleasedPage
from tests.privacy.world import World


def in_a_release(world: World) -> None:
    """Take the page down, and let a release publish it tomorrow."""
    world.page.unpublish()
    release = Release.objects.create(name="I morgen", goes_at=timezone.now() + timedelta(days=1))
    ReleasedPage.objects.create(release=release, page_id=world.page.pk)
    approve(release, None)


def among_templates(world: World) -> None:
    """Move the page, live as it is, to the templates."""
    make_templates([])
    world.page.move(place_of_templates(), pos="last-child")
