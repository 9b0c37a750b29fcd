"""Templates of pages: drafts in a place of their own, outside every site, that pages begin as."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry

from cms.copies.dated import dated_copy
from cms.copies.draft_copies import copy_draft
from cms.danish.slugs import danish_slug
from cms.trash.moving import free_slug
from cms.visibility import TEMPLATES_PATH

_LONGEST_SLUG = 230


def place_of_templates() -> Page | None:
    """Return the page above the templates; None before `setup_site` has made it."""
    return Page.objects.filter(depth=2, url_path=TEMPLATES_PATH).first()


def templates_below(parent: Page) -> list[Page]:
    """Return the templates of which pages may be made below a page, by their titles."""
    types = type(parent).creatable_subpage_models()
    allowed = {each for each in types if each.can_create_at(parent)}
    found = Page.objects.filter(depth=3, url_path__startswith=TEMPLATES_PATH)
    templates = [each for each in found if each.specific_class in allowed]
    return sorted(templates, key=lambda each: each.get_admin_display_title().casefold())


def may_keep_templates(user: Any) -> bool:
    """Return whether the account may add templates: pages below the page above them."""
    place = place_of_templates()
    policy = policy_registry.get_by_type(Page)
    return place is not None and policy.user_has_permission_for_instance(user, "add", place)


def save_as_template(page: Page, user: Any, title: str) -> Page:
    """Return a new template: a copy of the latest draft, which stays as it is."""
    place = place_of_templates()
    assert place is not None
    declared = dated_copy(page)
    return copy_draft(
        page.get_latest_revision_as_object(),
        place,
        user,
        without=declared.forgets if declared else (),
        title=title,
        slug=_slug(title, place),
    )


def start_from(template: Page, parent: Page, user: Any, title: str, day: date | None) -> Page:
    """Return a new draft below a page, as the template says; on a day if its type is on one.
    Raises ValidationError where one of its dates leaves the years that are kept.
    """
    named = {"title": title, "slug": _slug(title, parent)}
    declared = dated_copy(template)
    if declared and day:
        return declared.copy(declared.moved(template, day), parent, user, **named)
    return copy_draft(template.get_latest_revision_as_object(), parent, user, **named)


@transaction.atomic
def make_templates(pages: Iterable[Page]) -> None:
    """Make the place for templates with these pages, which are not saved yet, in it; nothing if
    there is one.
    """
    root = Page.objects.select_for_update().get(pk=Page.get_first_root_node().pk)
    if place_of_templates() is not None:
        return
    name = TEMPLATES_PATH.strip("/")
    place = root.add_child(instance=Page(title="Skabeloner", slug=name, live=False))
    # No group is named, so it lets nobody in.
    nobody = PageViewRestriction(page=place, restriction_type=PageViewRestriction.GROUPS)
    PageViewRestriction.objects.bulk_create([nobody])
    for page in pages:
        page.live = False
        page.slug = _slug(page.title, place)
        place.add_child(instance=page)
        page.save_revision(log_action=True)


def _slug(title: str, place: Page) -> str:
    return free_slug(danish_slug(title)[:_LONGEST_SLUG] or "side", place)
