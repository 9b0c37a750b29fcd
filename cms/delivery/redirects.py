"""Old addresses that lead to new ones."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect


class LiveRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, but for redirects to a page that is not live, or of a type that is not installed:
    they would lead to a 404, and tell the page's address before it is published.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        redirected = super().process_response(request, response)
        if redirected is response:
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        found = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
        page = found.redirect_page
        is_there = page is None or (page.live and page.specific_class is not None)
        return redirected if is_there else response
