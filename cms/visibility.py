"""Who may see what. Nothing else in the project decides it.

"Visible" means visible to the public: a page that is live, of an installed type, and under no view
restriction of its own or of an ancestor; a file outside restricted collections. Any page may show a
visible file; the public may fetch and find it from when something that it can reach does.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import BooleanField, Exists, F, Func, Model, Q, QuerySet
from django.http import HttpRequest
from wagtail.models import (
    CollectionMember,
    DraftStateMixin,
    Page,
    PageViewRestriction,
    get_page_models,
)
from wagtail.permissions import policy_registry

from cms.postgres.sql_files import read_sql

#: `Page.url_path` of the page below which deleted pages lie until they are deleted for good. No
#: site leads there, and a view restriction keeps the public out, see `cms.trash`.
TRASH_PATH = "/-papirkurv/"
#: That of the page below which templates lie, in the same way, see `cms.copies`: not even one that
#: an administrator publishes is public.
TEMPLATES_PATH = "/-skabeloner/"

_BELOW = "%(expressions)s ^@ ANY (ARRAY({}))"
_NOT_BELOW = f"NOT ({_BELOW})"
_UNRESTRICTED_PAGE = _NOT_BELOW.format(read_sql(__file__, "restricted_pages"))
_UNRESTRICTED_COLLECTION = _NOT_BELOW.format(read_sql(__file__, "restricted_collections"))
_NOT_WITHDRAWN = "NOT (%(expressions)s = ANY (ARRAY(SELECT page_id FROM cms_withdrawal)))"
_ON_A_SITE = _BELOW.format(read_sql(__file__, "site_roots"))


def visible(queryset: QuerySet) -> QuerySet:
    """Narrow a queryset of any model to what the public may see. Costs no query of its own.

    Models that are neither pages nor files have no restrictions; those with drafts are narrowed to
    what is live, all others are left as they are.
    """
    model: type[Model] = queryset.model
    if issubclass(model, Page):
        return queryset.filter(
            _truth("path", _UNRESTRICTED_PAGE), _truth("content_type", _of_a_type()), live=True
        )
    if issubclass(model, CollectionMember):
        queryset = queryset.filter(_truth("collection__path", _UNRESTRICTED_COLLECTION))
    return queryset.filter(live=True) if issubclass(model, DraftStateMixin) else queryset


def listed(pages: QuerySet) -> QuerySet:
    """Narrow pages to those that lists, searches and feeds have: who knows the address of one that
    was withdrawn still finds it there.
    """
    if not apps.is_installed("cms"):
        return pages
    return pages.filter(_truth("pk", _NOT_WITHDRAWN))


def _of_a_type() -> str:
    # Written out: these are the installation's, whatever is asked, and what the planner knows of
    # their number decides how it finds pages.
    return f"%(expressions)s = ANY ('{{{','.join(map(str, page_types()))}}}'::integer[])"


def page_types() -> tuple[int, ...]:
    """Return the keys of the types that a visible page may have: those that are installed."""
    types = ContentType.objects.get_for_models(*get_page_models()).values()
    return tuple(sorted(each.pk for each in types))


def reachable(pages: QuerySet) -> QuerySet:
    """Narrow pages to the visible ones that a site leads to."""
    return visible(pages).filter(_truth("path", _ON_A_SITE))


def open_files(files: QuerySet, shown: Exists) -> QuerySet:
    """Narrow images or documents to those that the public may fetch and find: visible, and `shown`
    by something that it can reach, unless an editor has made a document free-standing.
    """
    by_choice = Q()
    if any(field.name == "free_standing" for field in files.model._meta.fields):
        by_choice = Q(free_standing=True)
    return visible(files).filter(by_choice | Q(shown))


def opens_for(page: Page, request: HttpRequest) -> bool:
    """Return whether a page, restricted or not, may be seen by who sends the request."""
    return page.live and all(
        restriction.accept_request(request) for restriction in page.get_view_restrictions()
    )


def is_restricted(page: Page) -> bool:
    """Return whether a view restriction keeps the page, live or not, from the public."""
    return not unrestricted(Page.objects.filter(pk=page.pk)).exists()


def unrestricted(pages: QuerySet) -> QuerySet:
    """Narrow pages, live or not, to those that no view restriction keeps from the public."""
    return pages.filter(_truth("path", _UNRESTRICTED_PAGE))


def is_in_trash(page: Page) -> bool:
    return page.url_path.startswith(TRASH_PATH)


def trashed(pages: QuerySet) -> QuerySet:
    """Narrow pages to those in the trash, the page above them included."""
    return pages.filter(url_path__startswith=TRASH_PATH)


def outside_trash(pages: QuerySet) -> QuerySet:
    return pages.exclude(url_path__startswith=TRASH_PATH)


def is_template(page: Page) -> bool:
    """Return whether a page lies among the templates, or above them."""
    return page.url_path.startswith(TEMPLATES_PATH)


def outside_templates(pages: QuerySet) -> QuerySet:
    """Narrow pages to those that are no templates."""
    return pages.exclude(url_path__startswith=TEMPLATES_PATH)


def opened_to(request: HttpRequest) -> QuerySet:
    """Return the live pages that a view restriction keeps from the public, but not from who is
    asking. A page that is also under one that doesn't let them in stays closed.
    """
    groups = set(request.user.groups.values_list("pk", flat=True))
    opened: list[str] = []
    closed: list[str] = []
    for each in PageViewRestriction.objects.select_related("page").prefetch_related("groups"):
        (opened if _lets_in(each, request, groups) else closed).append(each.page.path)
    # Copies of closed pages are closed as well, and what lies below them.
    copies = Page.objects.exclude(alias_of=None).values_list("path", "alias_of__path")
    closed += [path for path, source in copies if source.startswith(tuple(closed))]
    if not opened:
        return Page.objects.none()
    types = ContentType.objects.get_for_models(*get_page_models()).values()
    found = Page.objects.filter(_below(opened), live=True, alias_of=None, content_type__in=types)
    return found.exclude(_below(closed)) if closed else found


def restricted_open_to(user: Any, section: Page) -> QuerySet:
    """Return the live pages at and below `section` that a view restriction keeps from the public,
    but not from this account. No password is asked of an account, so what has one stays closed.
    """
    asked = HttpRequest()
    asked.user = user
    asked.session = SessionBase()
    return outside_trash(opened_to(asked).filter(path__startswith=section.path))


def drafts_open_to(user: Any, section: Page) -> QuerySet:
    """Return the pages at and below `section`, live or not, of which this account may read drafts:
    those that it may edit.
    """
    below = Page.objects.filter(path__startswith=section.path, content_type__in=page_types())
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return outside_trash(below.filter(pk__in=editable.order_by().values("pk")))


def _lets_in(restriction: PageViewRestriction, request: HttpRequest, groups: set) -> bool:
    """Return `accept_request()`, without a query for each restriction's groups."""
    if restriction.restriction_type != PageViewRestriction.GROUPS or request.user.is_superuser:
        return restriction.accept_request(request)
    return any(group.pk in groups for group in restriction.groups.all())


def _below(paths: list[str]) -> Q:
    return reduce(or_, (Q(path__startswith=path) for path in paths))


def _truth(path: str, template: str) -> Func:
    return Func(F(path), template=template, output_field=BooleanField())
