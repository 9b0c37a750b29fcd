"""Pages as plain Wagtail serves them: models in templates, `{% include_block %}`, `{% image %}`.

What a visitor sees is the same as on ours: menu, breadcrumb, content, contact, topics, footer.
"""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page, Site
from wagtail.wagtail_hooks import check_view_restrictions

from cms.blocks import BodyField
from cms.models import Topic
from cms.plugins import content_types
from news.models import NewsPage

PAGE_SIZE = 20

for model in content_types():
    for field in model._meta.local_fields:
        if isinstance(field, BodyField):
            for name, block in field.stream_block.child_blocks.items():
                block.meta.template = f"peers/blocks/{name}.html"


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Return what `wagtail.views.serve` does, without what our apps hook into it."""
    found = Page.route_for_request(request, path)
    if found is None:
        raise Http404
    page, args, kwargs = found
    return check_view_restrictions(show)(page, request, args, kwargs)


def show(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse:
    context = {**Page.get_context(page, request), **_around(page, request)}
    if hasattr(page, "items"):
        context |= _listing(page, request)
    else:
        context["related"] = _related(page)
    template = f"peers/{page._meta.model_name}.html"
    return TemplateResponse(request, template, context)


def _around(page: Page, request: HttpRequest) -> dict:
    root = Site.find_for_request(request).root_page
    sections = root.get_children().live().public().in_menu()
    return {
        "menu": [
            (section, section.get_children().live().public().in_menu()) for section in sections
        ],
        "ancestors": page.get_ancestors().descendant_of(root, inclusive=True),
    }


def _listing(page: Page, request: HttpRequest) -> dict:
    children = NewsPage.objects.child_of(page).live().public()
    newest = children.order_by("-date", "-pk").select_related("image")
    return {
        "items": Paginator(newest, PAGE_SIZE).get_page(request.GET.get("page")),
        "topics": Topic.objects.all(),
        "years": children.dates("date", "year", "DESC"),
    }


def _related(page: Page) -> QuerySet:
    others = (
        NewsPage.objects.live().public().exclude(pk=page.pk).filter(topics__in=page.topics.all())
    )
    return others.distinct().order_by("-date", "-pk").select_related("image")[:3]
