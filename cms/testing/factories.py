"""Objects for tests: a site and its pages, and what pages refer to. All of it is saved and valid.

A function takes the values that matter to a test and fills in the rest; texts are unique.
"""

from datetime import timedelta
from itertools import count
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Revision,
    Site,
)

from cms.media.renditions import make
from cms.media.tests.factories import DocumentFactory, ImageFactory, image_file
from cms.models import ContentPage, IndexPage, Person, Topic
from cms.testing import samples
from cms.testing.instances import made_by

_numbers = count(1)


def number() -> int:
    """Return a number that no other call in this process has got."""
    return next(_numbers)


def site() -> Site:
    """Return the default site. Its root page is made at the first call in a test."""
    found = Site.objects.select_related("root_page").get(is_default_site=True)
    if not issubclass(found.root_page.specific_class, ContentPage):
        welcome = found.root_page
        found.root_page = _add(
            _front_model("HomePage"), Page.get_first_root_node(), title="Forside", slug="forside"
        )
        found.site_name = "Prøvekommunen"
        found.save()
        welcome.delete()
        Site.clear_site_root_paths_cache()
    return found


def home() -> ContentPage:
    """Return the site's root page."""
    return site().root_page.specific


def section() -> ContentPage:
    """Return the page below the site's root whose front shows teasers of what lies below it."""
    model, above = _front_model("SectionPage"), site().root_page
    found = model.objects.child_of(above).first()
    return found or _add(model, above, title="Møder og netværk", slug="moeder-og-netvaerk")


def index(model: type[IndexPage]) -> IndexPage:
    """Return the index page of this type in the section."""
    found = model.objects.child_of(section()).first()
    named = {"title": model.default_title, "slug": model.default_slug}
    return found or page(model, **{name: value for name, value in named.items() if value})


@made_by(ContentPage)
def page(model: type[ContentPage], parent: Page | None = None, **values: Any) -> ContentPage:
    """Return a live page of any type, at a place where its type allows it, with its required
    fields.

    Of a type that stands only at the root of the tree, it is the site's root page.
    """
    if parent is None:
        parent = parent_for(model)
    else:
        # One that has got children since it was read knows too few of them.
        parent.refresh_from_db(fields=["path", "depth", "numchild"])
    return _change(home(), values) if parent.is_root() else _add(model, parent, **values)


def parent_for(model: type[ContentPage]) -> Page:
    """Return a page below which a page of this type may stand: its index, the section, or the
    root.
    """
    allowed = model.allowed_parent_page_models()
    if _front_model("SectionPage") in allowed:
        return section()
    if _front_model("HomePage") in allowed:
        return home()
    for parent in allowed:
        if issubclass(parent, IndexPage):
            return index(parent)
    site()
    return Page.get_first_root_node()


@made_by(Page)
def _any_page(model: type[Page]) -> ContentPage:
    # Whichever type the site's front has; below itself it is allowed.
    return page(type(section()))


def draft(model: type[ContentPage], parent: Page | None = None, **values: Any) -> ContentPage:
    """Return a page that was never published."""
    return page(model, parent, live=False, first_published_at=None, **values)


def person(**values: Any) -> Person:
    return Person.objects.create(
        **{
            "name": f"Navn Navnesen {number():05}",
            "title": "Konsulent",
            "organisation": "Prøvekommunen",
            "mail": f"navn{number():05}@example.dk",
            "phone": f"33 7{number():06}",
        }
        | values
    )


def topic(**values: Any) -> Topic:
    n = number()
    return Topic.objects.create(**{"name": f"Emne {n:05}", "slug": f"emne-{n:05}"} | values)


def image(**values: Any) -> AbstractImage:
    """Return an image with all its renditions."""
    n = number()
    defaults = {
        "title": f"Billede {n:05}",
        "description": f"Det viser {n:05}",
        "file": image_file(size=(32, 24)),
    }
    made = ImageFactory(**defaults | values)
    make(made.pk)
    return made


def document(**values: Any) -> AbstractDocument:
    """Return a document, by default a PDF of one page that has been read."""
    return DocumentFactory(**{"title": f"Rapport {number():05}", "pages": 1} | values)


def restrict(target: Page, kind: str = PageViewRestriction.LOGIN) -> PageViewRestriction:
    """Keep the public from a page and what lies below: `kind` is login, password or groups."""
    password = "hemmelig" if kind == PageViewRestriction.PASSWORD else ""
    made = PageViewRestriction.objects.create(page=target, restriction_type=kind, password=password)
    if kind == PageViewRestriction.GROUPS:
        made.groups.add(Group.objects.get_or_create(name="Medlemmer")[0])
    return made


def hide(target: Any) -> None:
    """Keep the public from a page (by unpublishing it), an image or a document."""
    if isinstance(target, Page):
        target.unpublish()
        return
    hidden = Collection.objects.filter(name="Skjult").first()
    if hidden is None:
        hidden = Collection.get_first_root_node().add_child(name="Skjult")
        CollectionViewRestriction.objects.create(
            collection=hidden, restriction_type=CollectionViewRestriction.LOGIN
        )
    target.collection = hidden
    target.save()


def let_go_live(target: Page) -> None:
    """Let the moment pass at which a page is scheduled to go live, and publish what is due."""
    past = timezone.now() - timedelta(seconds=1)
    for revision in Revision.objects.for_instance(target).exclude(approved_go_live_at=None):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save(update_fields=["content", "approved_go_live_at"])
    call_command("publish_scheduled", verbosity=0)


def _add(model: type[ContentPage], parent: Page, **values: Any) -> ContentPage:
    now, n = timezone.now(), number()
    defaults: dict[str, Any] = {
        "title": f"{model._meta.object_name} {n:05}",
        "slug": f"{model._meta.model_name}-{n:05}",
        "lede": f"Kort fortalt nummer {n:05}.",
        "first_published_at": now,
        "last_published_at": now,
    }
    if "locale" not in values:  # Wagtail would ask the parent's type for it
        defaults["locale_id"] = parent.locale_id
    required = samples.required_values(model, besides=values)
    if required:  # among them may be pages below the same one
        parent.refresh_from_db(fields=["path", "depth", "numchild"])
    return parent.add_child(instance=model(**defaults | required | values))


def _change(page: ContentPage, values: dict[str, Any]) -> ContentPage:
    for name, value in values.items():
        setattr(page, name, value)
    page.save()
    return page


def _front_model(name: str) -> type[ContentPage]:
    """Return the `home` app's type, or what takes its place where that app is disabled."""
    if apps.is_installed("home"):
        return apps.get_model("home", name)
    return apps.get_model("pages", "FrontPage")


made_by(AbstractImage)(lambda model: image())
made_by(AbstractDocument)(lambda model: document())
made_by(Person)(lambda model: person())
made_by(Topic)(lambda model: topic())
