"""The report of all pages that lack something, as their checklists say it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.generic import View
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.checklist.findings import Finding
from cms.checklist.judging import findings

PAGE_SIZE = 50
#: How many pages are loaded at a time.
_BATCH = 100


@dataclass(frozen=True)
class Lacking:
    """A page, as it is worked on, with what it lacks."""

    page: Page
    findings: list[Finding]


class IncompletePagesView(View):
    """The pages that the account may edit and that lack something, most errors first; `?check=`
    narrows to one check's code. Raises `PermissionDenied` for who may edit no page.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(
            request.user, "change"
        )
        if not pages.exists():
            raise PermissionDenied
        lacking = list(_lacking(pages))
        counts = Counter(code for each in lacking for code in {f.code for f in each.findings})
        names = {f.code: f.message for each in lacking for f in each.findings}
        chosen = request.GET.get("check", "")
        if chosen in counts:
            lacking = [
                Lacking(each.page, kept)
                for each in lacking
                if (kept := [f for f in each.findings if f.code == chosen])
            ]
        lacking.sort(key=lambda each: (-sum(f.is_error for f in each.findings), each.page.title))
        context = {
            "page_obj": Paginator(lacking, PAGE_SIZE).get_page(request.GET.get("p")),
            "checks": [(code, names[code], count) for code, count in counts.most_common()],
            "chosen": chosen if chosen in counts else "",
        }
        return TemplateResponse(request, "cms/checklist/report.html", context)


def _lacking(pages: QuerySet) -> Iterator[Lacking]:
    keys = list(pages.order_by("path").values_list("pk", flat=True))
    for start in range(0, len(keys), _BATCH):
        for page in Page.objects.filter(pk__in=keys[start : start + _BATCH]).specific():
            edited = _edited(page)
            if found := findings(edited):
                yield Lacking(edited, found)


def _edited(page: Any) -> Any:
    return page.get_latest_revision_as_object() if page.has_unpublished_changes else page
