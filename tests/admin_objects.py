"""What the core's own rooms of the admin keep of a page: each has the same number as its key, so
that an address of the admin that takes a number finds it, whatever it is an address of.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import APIToken, Page

from cms.drafts.sharing import share
from cms.integrations.models import State, Subscription
from cms.integrations.signing import encrypted, new_secret
from cms.keys.models import KeyScope
from cms.models import NamedVersion
from cms.publications.changes import Cursor
from cms.releases.models import Release, ReleasedPage
from cms.users.models import User


def objects_of(page: Page, owner: User, number: int) -> Iterator[Model]:
    """Make them, and yield what goes with its like when it is deleted."""
    yield Subscription.objects.create(
        pk=number,
        name="Intranet",
        url="https://modtager.invalid/",
        owner=owner,
        secret=encrypted(new_secret()),
        cursor=str(Cursor.now()),
        section_id=page.pk,
        state=State.PAUSED,
    )
    token = APIToken.objects.create(pk=number, user=owner, name="Intranet", key_hash=f"{number}")
    KeyScope.objects.create(token=token, section=page, opens_restricted=True)
    yield token
    release = Release.objects.create(pk=number, name="Rapporten")
    ReleasedPage.objects.create(release=release, page=page)
    yield release
    yield Redirect.objects.create(pk=number, old_path=f"/gammel-{number}", redirect_page=page)
    yield share(page, owner, timedelta(days=14))
    latest = page.get_latest_revision()
    yield NamedVersion.objects.create(
        revision=latest, page=page, name="Før høringen", named_by=owner
    )
