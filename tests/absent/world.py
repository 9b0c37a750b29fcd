"""A site with 30 pages of a plugin's type, which is absent afterwards: in all states that a page
can be in, referring to what others have and referred to by others.
"""

import uuid
from datetime import timedelta

from courses.models import CourseIndexPage, CoursePage, CourseReading, Teacher
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Comment, Page, PageLogEntry, ReferenceIndex, Workflow
from wagtail_footnotes.models import Footnote

from cms.testing import factories
from cms.users.models import User
from home.setup.permissions import set_up_groups
from home.setup.roles import EDITOR
from news.models import NewsPage

NUMBER = 30


def build() -> dict[str, int]:
    """Make the site; return the keys of what is in it, by name."""
    section = factories.section()
    set_up_groups(section)
    chief = User.objects.create_superuser("chef", "chef@example.dk", "x")
    editor = User.objects.create_user("redaktoer", "r@example.dk", "x")
    editor.groups.set([Group.objects.get(name=EDITOR.name)])
    person, topic = factories.person(), factories.topic()
    image, document = factories.image(), factories.document()
    article = factories.page(NewsPage, title="Læs dette", topics=[])
    teacher = Teacher.objects.create(name="Asta Møller")
    teacher.save_revision(user=chief, log_action=True).publish(user=chief)
    index = factories.index(CourseIndexPage)
    other = factories.page(CourseIndexPage, parent=section, title="Flere kurser", slug="flere")
    courses = [
        factories.page(
            CoursePage,
            index,
            title=f"Kursus {n}",
            owner=chief,
            image=image,
            contact=person,
            teacher=teacher,
            contents=[("material", document)],
        )
        for n in range(NUMBER - 6)
    ]
    draft = factories.draft(CoursePage, index, title="Kladde")
    going_live = factories.draft(CoursePage, index, title="Går live")
    expiring = factories.page(CoursePage, index, title="Udløber")
    restricted = factories.page(CoursePage, index, title="Begrænset")
    factories.restrict(restricted)
    in_workflow = factories.page(CoursePage, index, title="Til godkendelse")
    course = courses[0]
    alias = courses[2].create_alias(parent=other, update_slug="alias")
    for page in [*courses[:2], draft, in_workflow]:
        page.topics.set([topic])
        page.readings = [CourseReading(article=article, remark="Læs")]
        page.save()
        page.save_revision(user=chief, log_action=True)
        page.save_revision(user=editor, log_action=True)
    course.footnotes.add(Footnote(uuid=uuid.uuid4(), text="<p>Kilde</p>", locale_id=1))
    course.save_revision(user=chief).publish()
    past = timezone.now() - timedelta(minutes=1)
    for due in (going_live, teacher):
        due.go_live_at = past + timedelta(days=1)
        revision = due.save_revision(user=chief)
        revision.publish()
        revision.refresh_from_db()
        revision.approved_go_live_at = past
        revision.save()
    Page.objects.filter(pk=expiring.pk).update(expire_at=past)
    Page.objects.filter(pk=courses[1].pk).update(locked=True, locked_by=chief, locked_at=past)
    Workflow.objects.first().start(in_workflow, editor)
    Comment.objects.create(page=course, user=editor, text="Nej", contentpath="title")
    Redirect.objects.create(old_path="/gammel", redirect_page=course, site=factories.site())
    SearchPromotion.objects.create(query=Query.get("kursus"), page=course)
    linking = factories.page(
        NewsPage,
        title="Henviser",
        body=[
            ("text", f'<p><a linktype="page" id="{course.pk}">Kurset</a></p>'),
            ("event_teaser", course),
            ("page_card", course),
        ],
    )
    linking.save_revision(user=chief).publish()
    for each in Page.objects.specific():
        ReferenceIndex.create_or_update_for_object(each)
    assert PageLogEntry.objects.exists()
    return {
        "chief": chief.pk,
        "editor": editor.pk,
        "home": factories.home().pk,
        "section": section.pk,
        "index": index.pk,
        "other": other.pk,
        "course": course.pk,
        "draft": draft.pk,
        "going_live": going_live.pk,
        "expiring": expiring.pk,
        "restricted": restricted.pk,
        "in_workflow": in_workflow.pk,
        "alias": alias.pk,
        "article": article.pk,
        "linking": linking.pk,
        "news": article.get_parent().pk,
        "person": person.pk,
        "topic": topic.pk,
        "image": image.pk,
        "document": document.pk,
    }
