"""Passwords of restricted pages and collections: Wagtail's views, with a limit on wrong ones."""

from collections.abc import Callable

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_ip_address
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods
from wagtail.documents.views.serve import authenticate_with_password as ask_for_collection
from wagtail.models import (
    BaseViewRestriction,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)
from wagtail.views import authenticate_with_password as ask_for_page

from cms.users.forms import LogInForm
from cms.users.passed_restrictions import remember


@require_http_methods(["GET", "HEAD", "POST"])
def page_password(
    request: HttpRequest, page_view_restriction_id: int, page_id: int
) -> HttpResponse:
    """Answer for Wagtail's own view, which takes any restriction and page, and tells that a draft
    exists.
    """
    page = get_object_or_404(Page, pk=page_id, live=True)
    restriction = _with_password(page.get_view_restrictions(), page_view_restriction_id)
    return _limited(request, restriction, lambda: ask_for_page(request, restriction.pk, page.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def collection_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    restriction = _with_password(CollectionViewRestriction.objects, restriction_id)
    return _limited(request, restriction, lambda: ask_for_collection(request, restriction.pk))


def _with_password(restrictions, pk: int) -> PageViewRestriction | CollectionViewRestriction:
    # One of another kind has an empty password, which is not one to be guessed.
    found = restrictions.filter(pk=pk, restriction_type=BaseViewRestriction.PASSWORD).first()
    if found is None:
        raise Http404
    return found


def _limited(
    request: HttpRequest, restriction: BaseViewRestriction, ask: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return what `ask` answers, unless there were too many wrong passwords from this address; they
    are counted like those of a user.
    """
    if request.method != "POST":
        return ask()
    named = {"username": f"{restriction._meta.db_table} {restriction.pk}"}
    if not AxesProxyHandler.is_allowed(request, named):
        return _too_many(request)
    response = ask()
    if response.status_code == 302:
        address = get_client_ip_address(request)
        remember(request.session, restriction)
        AxesProxyHandler.reset_attempts(username=named["username"], ip_address=address)
        return response
    AxesProxyHandler.user_login_failed(BaseViewRestriction, named, request)
    if AxesProxyHandler.is_allowed(request, named):
        return response
    return _too_many(request)


def _too_many(request: HttpRequest) -> HttpResponse:
    request.axes_locked_out = False  # else the answer would be that of the sign-in
    context = {"message": LogInForm.locked_out_message()}
    return render(request, "wagtailcore/password_required.html", context, status=429)
