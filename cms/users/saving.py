"""Saving a page, and taking it back: a link that leads over the sign-in, then a POST."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.delivery.answers import personal
from cms.users.models import SavedPage
from cms.users.saved_pages import MOST, cards


@require_http_methods(["GET", "HEAD", "POST"])
def save_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask whether to save the page, and do so when that is sent; 404 for what the member may not
    see or nobody can save. Who is not signed in is told nothing of it.
    """
    if not request.user.is_authenticated:
        return personal(redirect_to_login(request.get_full_path()))
    saved = SavedPage.objects.filter(user=request.user)
    if request.method == "POST" and request.POST.get("act") == "remove":
        saved.filter(page_id=page_id).delete()
        return personal(redirect("my_page"))
    found = cards(request, [page_id])
    if not found:
        raise Http404
    error = ""
    if request.method == "POST":
        if saved.exclude(page_id=page_id).count() < MOST:
            SavedPage.objects.get_or_create(user=request.user, page_id=page_id)
            return personal(redirect("my_page"))
        error = _("You can save at most %(most)d events. Remove some that you need no more.")
        error %= {"most": MOST}
    context = {
        "item": found[0],
        "is_saved": saved.filter(page_id=page_id).exists(),
        "error": error,
        "now": timezone.now(),
        "page": None,
        "user_is_authenticated": True,
    }
    status = 400 if error else 200
    return personal(render(request, "users/save_page.html", context, status=status))
