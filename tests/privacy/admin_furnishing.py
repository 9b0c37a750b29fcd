"""What there is to be changed in the admin: of each kind one in the section and one elsewhere, each
with the same number as all else there.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Collection, Page, ReferenceIndex, Site, TaskState, WorkflowState

from cms.media.models import Document, DocumentVersion, FormerName
from cms.media.tests.factories import pdf_file
from cms.models import ReusableText, SiteSettings, Topic
from cms.testing import factories
from cms.trash.moving import put_away
from cms.users.models import User
from events.models import Audience
from home.models import StandardPage
from home.setup.permissions import set_up_workflow
from tests.admin_objects import objects_of
from tests.privacy import admin_world
from tests.privacy.admin_addresses import Pattern
from tests.privacy.admin_world import (
    DRAFT,
    OF_THE_CONFINED,
    OF_THE_SECTION,
    RESTRICTED,
    TRASHED,
)

#: Where pages are moved to.
DESTINATION = 8800009
#: What is put in another's place.
OTHER = OF_THE_CONFINED


@dataclass(frozen=True)
class Place:
    """The numbers of what lies in a part of the site: of nearly all, of the page that waits for
    approval, and of the one in the trash.
    """

    number: int
    waiting: int
    trashed: int

    def of(self, pattern: Pattern) -> int:
        if pattern.form.startswith("trash/"):
            return self.trashed
        is_of_waiting = "workflow/action" in pattern.form or "confirm_" in pattern.form
        return self.waiting if is_of_waiting or "/unlock/" in pattern.form else self.number


SECTION = Place(OF_THE_SECTION, 8800003, 8800004)
NEIGHBOURS = Place(RESTRICTED, DRAFT, TRASHED)


def furnish(boss: User) -> None:
    """What there is to be changed, in the section and with its neighbours."""
    section = factories.section()
    set_up_workflow(section)
    own = Page.objects.get(pk=SECTION.number)
    admin_world.renumber(own.specific.save_revision(user=boss), own.pk)
    list(objects_of(Page.objects.get(pk=own.pk), boss, own.pk))
    for model, values in (
        (Audience, {"name": "Alle"}),
        (Collection, {"name": "Fælles"}),
        (Group, {"name": "Andre"}),
        (Query, {"query_string": "klima"}),
        (ReusableText, {"name": "Om huset", "text": "<p>Tekst</p>"}),
        (Topic, {"name": "Klima"}),
        (User, {"username": "anden"}),
    ):
        given = model(pk=own.pk, **values)
        if model is Collection:
            Collection.get_first_root_node().add_child(instance=given)
        else:
            given.save()
    document = Document.objects.get(pk=own.pk)
    DocumentVersion.objects.create(pk=own.pk, document=document, file=pdf_file("foer.pdf"))
    FormerName.objects.create(pk=own.pk, document=document, name="foer.pdf")
    site = Site.objects.create(pk=own.pk, hostname="anden.example.dk", root_page=section)
    SiteSettings.objects.create(pk=own.pk, site=site)
    Redirect.objects.filter(pk=own.pk).update(site=None)
    waiting = factories.page(StandardPage, section, pk=SECTION.waiting, title="Venter")
    waiting.locked, waiting.locked_by, waiting.locked_at = True, boss, timezone.now()
    waiting.go_live_at = timezone.now() + timedelta(days=30)
    waiting.save()
    waiting.save_revision(user=boss)
    state = waiting.get_workflow().start(waiting, boss)
    admin_world.renumber(TaskState.objects.get(pk=state.current_task_state_id), waiting.pk)
    admin_world.renumber(state, waiting.pk)
    put_away(factories.page(StandardPage, section, pk=SECTION.trashed, title="Slettet"), boss)
    factories.page(StandardPage, section, pk=DESTINATION, title="Andetsteds")
    # Nobody is kept from the neighbours' page by a lock, but for lack of rights.
    WorkflowState.objects.filter(pk=NEIGHBOURS.number).delete()
    Page.objects.filter(pk=NEIGHBOURS.number).update(locked=False, go_live_at=None)
    # What a page shows can't be deleted by anybody.
    for page in StandardPage.objects.filter(pk__in=(NEIGHBOURS.number, NEIGHBOURS.waiting)):
        page.body = StandardPage.body.field.stream_block.normalize([])
        page.save()
        ReferenceIndex.create_or_update_for_object(page)
