"""`/was`, where the Danish Agency for Digital Government asks every public site to lead to its
accessibility statement.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.models import SiteSettings
from cms.representations import represent_fields, with_origin


@require_safe
def was(request: HttpRequest) -> HttpResponse:
    """Lead to the statement in the agency's WAS-Tool if its page names that, else to the page."""
    site = Site.find_for_request(request)
    settings = represent_fields(SiteSettings.for_site(site), site.pk) if site else {}
    page = settings.get("accessibility_page")
    if page is None:
        raise Http404
    page = with_origin(page, "")
    return HttpResponseRedirect(page.get("was_tool_url") or page["meta"]["html_url"])
