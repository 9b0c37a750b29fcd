"""Two of everything: pages whose texts and dates a test makes hostile, with what they show, and
sound ones, which have to be found in every list all the same.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.images.models import AbstractRendition
from wagtail.models import Page, Site

from cms.models import ContentPage, Person, SiteSettings, Topic
from cms.models.terms import Term
from cms.plugins import content_types, plugin_apps
from cms.testing import factories, samples
from cms.testing.instances import instance, shared


@dataclass(frozen=True)
class World:
    #: One of every type with something in every field, and one with what lists find it by.
    hostile: list[ContentPage]
    sound: list[ContentPage]
    #: What the sound pages are filed under, and who is their contact.
    topic: Topic
    person: Person
    #: The rows that are made hostile, by model; those of the sound pages are not among them.
    rows: dict[type[models.Model], list[Any]]

    @classmethod
    def build(cls) -> "World":
        factories.section()
        SiteSettings.for_site(Site.objects.get(is_default_site=True))
        topic, person = factories.topic(), factories.person()
        sound = [_sound(model, topic, person) for model in content_types()]
        sound = [page for page in sound if page.pk != factories.home().pk]
        before = {model: _keys(model) for model in _models()}
        with shared():
            hostile = [_filled(model) for model in content_types()]
            for model in {Person, *Term.__subclasses__()}:
                instance(model)
        rows = {model: sorted(_keys(model) - before[model]) for model in before}
        rows[SiteSettings] = [*SiteSettings.objects.values_list("pk", flat=True)]
        rows[Page] = [page.pk for page in hostile]
        # Where other pages lie stays as it is.
        kept = {page.get_parent().pk for page in [*hostile, *sound]} | {factories.home().pk}
        rows |= {
            model: [key for key in keys if key not in kept]
            for model, keys in rows.items()
            if issubclass(model, Page)
        }
        return cls(hostile, sound, topic, person, {model: k for model, k in rows.items() if k})

    def snippets(self, editor: Any) -> dict[str, models.Model]:
        """What an editor edits besides pages: one of every model, hostile, by the address of its
        form.
        """
        finder, found = AdminURLFinder(editor), {}
        for model, keys in self.rows.items():
            instance = model._default_manager.get(pk=keys[-1])
            address = None if isinstance(instance, Page) else finder.get_edit_url(instance)
            if address:
                found[address] = instance
        return found

    def shown(self, text: str) -> set[str]:
        """Which of the sound a list names, by the address of any of its forms."""
        marks = {page.slug: [f"/{page.slug}/", f"/pages/{page.pk}/"] for page in self.sound}
        marks |= {each.slug: [f"/{each.slug}/"] for each in (self.topic, self.person)}
        return {name for name, ways in marks.items() if any(way in text for way in ways)}


def _models() -> list[type[models.Model]]:
    labels = {"cms", "media", *(app.rpartition(".")[2] for app in plugin_apps())}
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in labels
        and not model._meta.proxy
        and not issubclass(model, AbstractRendition)  # made anew of their image
    ]


def _keys(model: type[models.Model]) -> set:
    return set(model._base_manager.values_list("pk", flat=True))


def _sound(model: type[ContentPage], topic: Topic, person: Person) -> ContentPage:
    values: dict[str, Any] = {"title": f"{model._meta.object_name} om vejret"}
    for field in samples.own_fields(model):
        if field.related_model is Person:
            values[field.name] = person
    if any(field.name == "topics" for field in model._meta.get_fields()):
        values["topics"] = [topic]
    return factories.page(model, **values)


def _filled(model: type[ContentPage]) -> ContentPage:
    values = samples.all_values(model, 1)  # what it refers to is not taken back
    try:
        with transaction.atomic():
            return factories.page(model, **values)
    except ValidationError:  # of fields that depend on each other
        update = {name: values[name] for name in ("updated_on", "update_note")}
        return factories.page(model, **update)
