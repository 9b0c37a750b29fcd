"""What a browser may load and run on our pages: the Content-Security-Policy (CSP level 3).

The public site loads nothing from elsewhere and runs nothing that is written into a page; its
JSON-LD is a block of data, which is not run and needs no leave (HTML, "prepare the script"). The
admin is Wagtail's: its date fields and inline panels come with inline scripts, its editors set
inline styles and show pictures from memory before they are uploaded.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

#: Where images come from, besides the site itself.
_MEDIA = urlsplit(settings.MEDIA_URL)
IMAGES = f" {_MEDIA.scheme}://{_MEDIA.netloc}" if _MEDIA.netloc else ""
SHARED = {
    "default-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",  # the editor's preview shows the page in a frame
    "object-src": "'none'",
}
PUBLIC = SHARED | {
    "img-src": f"'self' data:{IMAGES}",
    # A film that the visitor has asked for; see `embed_url` in link_tags.
    "frame-src": "https://www.youtube-nocookie.com https://player.vimeo.com",
}
ADMIN = SHARED | {
    "img-src": f"'self' data: blob:{IMAGES}",
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
}
# Browser features that no page uses, so that no injected script can ask for them.
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecurityHeadersMiddleware:
    """Add the policy of the public site or of the admin, unless the view set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = _ADMIN if request.path.startswith(self.admin_path) else _PUBLIC
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


def policy_text(policy: dict[str, str]) -> str:
    """Return the header's value: ``directive sources; directive sources …``."""
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


_PUBLIC, _ADMIN = policy_text(PUBLIC), policy_text(ADMIN)
