"""What an account is told of the places where something is used: what it may not see is counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.db.models.deletion import CASCADE, PROTECT, RESTRICT
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.blocks import Block, RichTextBlock
from wagtail.models import Page

from cms.editing.seen import seen_pages
from cms.trash.lying import lying_above
from cms.usage.places import Place, Use, keeps, places_of


@dataclass(frozen=True)
class ToldUse:
    """A field in which something is used, with the address of its form, empty if that is not for
    the account, and what a deletion makes of it.
    """

    label: str
    url: str
    consequence: str | Promise


@dataclass(frozen=True)
class Told:
    """A place as the account sees it."""

    title: str
    kind: str
    url: str
    state: str | Promise
    is_live: bool
    uses: list[ToldUse]


@dataclass(frozen=True)
class Usage:
    """All places: those that the account may see, the number of the others, and how many keep it
    from deletion.
    """

    told: list[Told]
    untold: int
    keeping: int

    @property
    def count(self) -> int:
        return len(self.told) + self.untold


def usage_of(target: Model, user: Any) -> Usage:
    """Return where an object is used, as the account may know. With a page go those below it."""
    places = places_of(with_descendants(target))
    return told_of(places, user, target)


def with_descendants(target: Model) -> list[Model]:
    """Return the object with all that is deleted along with it."""
    if isinstance(target, Page):
        return list(Page.objects.descendant_of(target, inclusive=True))
    return [target]


def told_of(places: Iterable[Place], user: Any, target: Model) -> Usage:
    """Return places as the account may know of them."""
    found = list(places)
    pages = [place.object.pk for place in found if isinstance(place.object, Page)]
    seen = set(seen_pages(user).filter(pk__in=pages).values_list("pk", flat=True))
    finder = AdminURLFinder(user)
    seen |= _seen_in_trash(found, user)
    told = []
    for place in found:
        url = reverse("cms_trash") if place.is_in_trash else finder.get_edit_url(place.object) or ""
        if place.object.pk in seen if isinstance(place.object, Page) else url:
            told.append(_told(place, url))
    return Usage(told, len(found) - len(told), sum(keeps(place, target) for place in found))


def _seen_in_trash(places: list[Place], user: Any) -> set[int]:
    """Return the keys of pages in the trash that the account may put back, or one above them."""
    return {
        place.object.pk for place in places if place.is_in_trash and lying_above(user, place.object)
    }


def _told(place: Place, url: str) -> Told:
    instance = place.object
    is_page = isinstance(instance, Page)
    kind = instance.specific_class or Page if is_page else type(instance)
    if not is_page:
        state: str | Promise = _("in use")
    elif place.is_in_trash:
        state = _("in the trash")
    else:
        state = _("live") if place.is_live else _("draft")
    return Told(
        title=instance.get_admin_display_title() if is_page else str(instance),
        kind=str(capfirst(kind._meta.verbose_name)),
        url=url,
        state=state,
        is_live=place.is_live,
        uses=[_told_use(use, url) for use in sorted(place.uses, key=lambda use: use.label)],
    )


def _told_use(use: Use, url: str) -> ToldUse:
    is_form = url and url != reverse("cms_trash")
    link = f"{url}#:w:contentpath={use.path}" if is_form and use.path else url
    return ToldUse(use.label, link, consequence(use))


def consequence(use: Use) -> str | Promise:
    """Return what becomes of the field or block if what it refers to is deleted."""
    if use.reference is None:
        return _("it is taken off the list")
    if use.reference.on_delete in (CASCADE, PROTECT, RESTRICT):
        return use.reference.describe_on_delete()
    source = use.reference.source_field
    if source.is_relation:
        return _("the field becomes empty")
    block = _block(source, use.reference.model_path_components[1:])
    if block is None or isinstance(block, RichTextBlock):
        return _("the text stays, without the link")
    return _("it is left out there")


def _block(source: Any, path: list[str]) -> Block | None:
    """Return the innermost block that a path names; None for what is no block."""
    block = getattr(source, "stream_block", None)
    for name in path if block is not None else []:
        if hasattr(block, "child_blocks"):
            block = block.child_blocks[name]
        elif name == "item" and hasattr(block, "child_block"):
            block = block.child_block
    return block
