"""What puts the demo into Wagtail, by the same steps as editors do."""

from collections.abc import Callable
from datetime import date

from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.search.index import insert_or_update_object
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.content import IndexPage, Person, Topic, content_types, outside_templates
from home.demo.values import Catalogue, Reader

#: Whose pages the demo consists of; with one of them disabled there is no demo.
NEEDED_APPS = ("news", "events", "documents")

#: What pages share: the file that tells of it, without its end, and the model.
SHARED = {
    "topics": "cms.Topic",
    "audiences": "events.Audience",
    "people": "cms.Person",
    "reusable_texts": "cms.ReusableText",
}


def missing_apps() -> list[str]:
    return [label for label in NEEDED_APPS if not apps.is_installed(label)]


def has_content() -> bool:
    """Return whether somebody has put something into the site that `setup_site` did not."""
    pages = [
        outside_templates(model.objects.all())
        for model in content_types()
        if not issubclass(model, IndexPage) and model._meta.app_label != "home"
    ]
    others = (get_image_model(), get_document_model(), Person, Topic)
    return any(each.exists() for each in (*pages, *(model.objects for model in others)))


def load(today: date, say: Callable[[str], None]) -> None:
    """Load the whole demo, or nothing of it; `say` is told of every step.

    Past and coming events are placed around `today`. Raises `ValidationError` for data that the
    models would not take from an editor.
    """
    # They import the content apps' models, which need not be installed where this module is.
    from home.demo.accounts import create_accounts
    from home.demo.files import load_documents, load_images
    from home.demo.pages import PageWriter
    from home.models import SectionPage

    if not SectionPage.objects.exists():
        say("Making the site and its section")
        call_command("setup_site", verbosity=0)
    catalogue = Catalogue()
    # Wagtail would update the references of a page at each of its savings, by a task.
    with transaction.atomic(), disable_reference_index_auto_update():
        users = create_accounts()
        say("Loading the demo's images and PDFs: some seconds")
        load_images(catalogue, users["redaktoer"])
        load_documents(catalogue, users["redaktoer"])
        create_shared(catalogue, today)
        say("Writing the demo's pages: some seconds")
        PageWriter(catalogue, users["redaktoer"], users["moderator"], today).write()
        index_all()


def index_all() -> None:
    """Index references and words at once: the site is complete before any task has run."""
    shared = map(apps.get_model, SHARED.values())
    for model in (Page, get_image_model(), get_document_model(), *shared):
        for item in model.objects.specific() if model is Page else model.objects.all():
            ReferenceIndex.create_or_update_for_object(item)
            insert_or_update_object(item)


def create_shared(catalogue: Catalogue, today: date) -> None:
    from home.demo.files import read_toml

    reader = Reader(catalogue, today)
    for name, label in SHARED.items():
        model = apps.get_model(label)
        for key, fields in read_toml(f"{name}.toml").items():
            values = {
                field: reader.field(model._meta.get_field(field), value, key)
                for field, value in fields.items()
            }
            made = model(**values)
            made.full_clean()
            made.save()
            catalogue.add(key, made)
