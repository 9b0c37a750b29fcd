"""Whether the log says what is of restricted pages: where they are, for whom, and of what made."""

from collections.abc import Iterator

from django.db import connection
from wagtail.models import Page

from cms.publications.models import RestrictedDependency, RestrictedPublication
from cms.publications.restricted import make
from cms.visibility import visible

_ROOMS = "SELECT page_id, path, room FROM publications_rooms(%s::integer[])"


def keys_of_restricted() -> set[int]:
    """Return the pages that have a row or should have one."""
    rows = RestrictedPublication.objects.filter(is_there=True).values_list("page_id", flat=True)
    hidden = Page.objects.filter(live=True).exclude(pk__in=visible(Page.objects.all()).values("pk"))
    return {*rows, *(key for key, *_room in _rooms([*hidden.values_list("pk", flat=True)]))}


def faults_of_restricted(keys: list[int]) -> Iterator[tuple[int, str]]:
    """Yield pages and what is wrong with the rows of each, as of the open `snapshot`."""
    rows = {
        (row.page_id, row.path, row.room): row
        for row in RestrictedPublication.objects.filter(page_id__in=keys, is_there=True)
    }
    public = set(visible(Page.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    rooms = _rooms([key for key in keys if key not in public])
    for key, *_room in sorted(rooms - rows.keys()):
        yield key, "is open to members, and the log does not know it"
    for key, *_room in sorted(rows.keys() - rooms):
        yield key, "is closed to members, and the log has it as open"
    dependencies: dict[int, list[list]] = {}
    for page_id, *of_page in RestrictedDependency.objects.filter(page_id__in=keys).values_list(
        "page_id", "kind", "object"
    ):
        dependencies.setdefault(page_id, []).append(of_page)
    built = [row for place, row in rows.items() if place in rooms and row.digest is not None]
    for key, made in make(built).items():
        if made.digest != made.row.digest:
            yield key, "its representation for members differs from a new build"
        if sorted(dependencies.get(key, [])) != made.dependencies:
            yield key, "its dependencies for members differ from those of a new build"
    for key in sorted(dependencies.keys() - {row.page_id for row in rows.values()}):
        yield key, "is closed to members, and the log still holds what it depended on"


def _rooms(keys: list[int]) -> set[tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_ROOMS, [keys])
        return set(cursor.fetchall())
