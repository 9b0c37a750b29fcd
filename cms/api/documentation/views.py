from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.api.documentation import contents, live
from cms.api.openapi.document import VERSION
from cms.delivery.answers import for_visitor
from cms.delivery.site import root_url


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Return what the API offers, in English, with examples from the site that is asked."""
    pages, root = live.answers(Site.find_for_request(request)), root_url(request)
    context = {
        "version": VERSION,
        "root_url": root,
        "queries": live.queries(pages, root),
        "addresses": contents.addresses(),
        "types": [(each, live.excerpt(pages.get(each.name))) for each in contents.types()],
        "meta_members": contents.meta_members(),
        "streams": contents.streams(),
        "records": contents.records(),
        "objects": contents.objects(),
        "parameters": contents.parameters(),
        "statuses": contents.statuses(),
        "problem": contents.problem(),
    }
    return for_visitor(request, render(request, "api/documentation.html", context))
