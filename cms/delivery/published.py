"""What the public sees of pages. Here it is built at each request."""

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.models import Page

from cms.representations import Representation, build
from cms.visibility import visible


def representation_of(page: Page, *, preview: bool = False) -> dict:
    """The representation of a page whose visibility the caller has settled."""
    return build([page], preview=preview)[0].page


def read(named: QuerySet, limit: int | None = None) -> list[Representation]:
    """The representations of the visible pages among those that a queryset names, in its order,
    at most `limit` of them.
    """
    return read_keys(list(visible(named)[:limit].values_list("pk", flat=True)))


def read_keys(keys: list[int]) -> list[Representation]:
    """The representations of the visible pages with these keys, in their order."""
    pages = {page.pk: page for page in visible(Page.objects.filter(pk__in=keys)).specific()}
    return build(pages[key] for key in keys if key in pages)


class Cards:
    """The cards of the visible pages that a queryset names, as a sequence that a paginator takes:
    two queries tell how many there are and which; the pages of one slice are then read at once.
    """

    def __init__(self, named: QuerySet) -> None:
        self._named = visible(named)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, chosen: slice) -> list[dict]:
        keys = list(self._named[chosen].values_list("pk", flat=True))
        return [built.card for built in read_keys(keys)]

    @cached_property
    def _count(self) -> int:
        return self._named.count()
