"""Whether the log says what is: every row against a build of its page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from wagtail.models import Page

from cms.publications.building import build_rows, dependency_rows, snapshot
from cms.publications.models import Dependency, Publication, SearchEntry
from cms.publications.restricted_verification import faults_of_restricted, keys_of_restricted
from cms.publications.rows import read_rows
from cms.publications.search.entries import IndexedText
from cms.visibility import visible

BATCH = 50


@dataclass(frozen=True)
class Difference:
    """A page and what is wrong with its row."""

    page_id: int
    reason: str

    def __str__(self) -> str:
        return f"Page {self.page_id}: {self.reason}"


def keys_to_verify() -> list[int]:
    """Return all pages that have a row or should have one."""
    rows = Publication.objects.values_list("pk", flat=True)
    public = visible(Page.objects.all()).values_list("pk", flat=True)
    return sorted({*rows, *public, *keys_of_restricted()})


def verify(keys: list[int]) -> Iterator[tuple[int, list[Difference]]]:
    """Return how many pages were compared, and what differs, a batch at a time. Rows that are not
    built yet can't differ.
    """
    for batch in Paginator(keys, BATCH):
        yield len(batch.object_list), _differences(list(batch.object_list))


def _differences(keys: list[int]) -> list[Difference]:
    found = []
    with snapshot():
        rows = read_rows(keys)
        stored = Publication.objects.in_bulk(keys)
        entries = SearchEntry.objects.defer("vector").in_bulk(keys)
        dependencies: dict[int, list[list]] = {key: [] for key in keys}
        for page_id, *values in Dependency.objects.filter(page_id__in=keys).values_list(
            "page_id", "kind", "object", "shown"
        ):
            dependencies[page_id].append(values)
        built = build_rows([row for row in rows.values() if row.is_filled and not row.error])
        for key in keys:
            row = stored.get(key)
            if key not in rows:
                if row is not None:
                    found += _of_a_hidden_page(key, row, dependencies[key])
                    if key in entries:
                        found.append(Difference(key, "is hidden, and search still holds its words"))
            elif row is None or not row.was_public:
                found.append(Difference(key, "is public, and the log does not know it"))
            elif key in built:
                found += _of_a_built_page(key, rows[key], built[key], dependencies[key])
                found += _of_an_entry(key, entries.get(key), built[key].entry)
        found += [Difference(*fault) for fault in faults_of_restricted(keys)]
    return found


def _of_a_hidden_page(key: int, row: Publication, dependencies: list) -> Iterator[Difference]:
    if row.was_public:
        yield Difference(key, "is hidden, and the log has it as public")
    elif row.representation is not None or row.card is not None or dependencies:
        yield Difference(key, "is hidden, and the log still holds what it was")


def _of_a_built_page(key: int, row, built, dependencies: list) -> Iterator[Difference]:
    representation = built.representation
    if representation is None:
        yield Difference(key, f"can't be built any more: {built.error}")
        return
    stored = row.representation()
    if stored.page != representation.page:
        yield Difference(key, "its representation differs from a new build")
    if stored.card != representation.card:
        yield Difference(key, "its card differs from a new build")
    if sorted(dependencies) != dependency_rows(representation):
        yield Difference(key, "its dependencies differ from those of a new build")


def _of_an_entry(
    key: int, stored: SearchEntry | None, entry: IndexedText | None
) -> Iterator[Difference]:
    found = stored and (stored.text, stored.date)
    if found != (entry and (entry.text, entry.date)):
        yield Difference(key, "its words for search differ from those of a new build")
