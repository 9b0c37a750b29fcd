"""What the database holds of pages and other content that the code knows nothing of."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Field, Model, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from cms.kinds.blocks import strays

IDS_SHOWN = 10


class Command(BaseCommand):
    help = (
        "audit: report block types, members and choices that are stored and that no code knows, as "
        "after a release that renamed one; live content and the latest drafts. Exit status 1 if "
        "there are any. docs/plugins.md shows the migrations that mend them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["audit"])

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        found: dict[str, list[Any]] = defaultdict(list)
        for model in apps.get_models():
            for stray, key in _strays_of(model):
                found[stray].append(key)
        for stray, keys in sorted(found.items()):
            self.stdout.write(f"{stray} ({len(keys)} ×): {_ids(keys)}")
        if found:
            raise SystemExit(1)
        self.stdout.write("Everything that is stored is known to the code.")


def _strays_of(model: type[Model]) -> Iterator[tuple[str, Any]]:
    """Yield what is stray in objects of the model, with their keys."""
    for field in model._meta.local_concrete_fields:
        where = f"{model._meta.label}.{field.name}"
        if isinstance(field, StreamField):
            for key, raw in _streams(model, field):
                for stray in strays(field.stream_block, raw):
                    yield f"{where}{'.' if ': ' in stray else ': '}{stray}", key
        elif field.choices:
            known = [value for value, _label in field.flatchoices]
            rows = model._base_manager.exclude(**{f"{field.name}__in": ["", *known]})
            rows = rows if not field.null else rows.exclude(**{field.name: None})
            for key, value in rows.order_by("pk").values_list("pk", field.name):
                yield f"{where}: choice {value!r}", key


def _streams(model: type[Model], field: Field) -> Iterator[tuple[Any, Any]]:
    """Yield the keys and raw data of a field: what is live, and what the latest draft has
    otherwise.
    """
    # As text: the field's own value has no blocks that the code doesn't know.
    rows = model._base_manager.order_by("pk")
    for key, text in rows.values_list("pk", Cast(field.name, TextField())):
        yield key, json.loads(text or "[]")
    if issubclass(model, Page):
        drafts = Revision.objects.filter(
            pk__in=model._base_manager.exclude(latest_revision=None)
            .filter(has_unpublished_changes=True)
            .values("latest_revision")
        )
        for draft in drafts.order_by("pk").iterator():
            yield draft.object_id, json.loads(draft.content.get(field.name) or "[]")


def _ids(keys: list[Any]) -> str:
    unique = list(dict.fromkeys(map(str, keys)))
    shown, others = unique[:IDS_SHOWN], len(unique) - IDS_SHOWN
    return ", ".join(shown) + (f" and {others} others" if others > 0 else "")
