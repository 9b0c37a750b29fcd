"""The question that each page asks, and where its answer goes: without a script, a cookie, a
session or a token, so that the form is the same for everybody. That it was sent by a page of ours
is told by the browser, in `Origin` (Fetch standard), which no page can invent.
"""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page, Site

from cms.delivery.answers import personal
from cms.delivery.published import cards_of
from cms.feedback import how_often
from cms.feedback.cleaning import cleaned
from cms.feedback.forms import RemarkForm
from cms.feedback.models import Remark, count

_ANSWERS = {"ja": True, "nej": False}
_WAYS = {True: "feedback_useful", False: "feedback_useless"}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, page_id: int) -> HttpResponse:
    """Count an answer, and go on to what could be better; 404 for what isn't a public page. What is
    no answer gets the question again, with the reason.
    """
    card, error, status = _card(request, page_id), "", HTTPStatus.OK
    if request.method == "POST":
        is_useful = _ANSWERS.get(request.POST.get("answer", ""))
        if is_useful is None:
            error, status = _("Choose yes or no."), HTTPStatus.BAD_REQUEST
        else:
            error, status = _refused(request, page_id)
        if is_useful is not None and not error:
            count(page_id, is_useful)
            return personal(redirect(_WAYS[is_useful], page_id))
    context = {"error": error, "page": None, "asked_of": card}
    return personal(render(request, "feedback/question_page.html", context, status=status))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: HttpRequest, page_id: int, is_useful: bool) -> HttpResponse:
    """Keep what could be better, cleaned; 404 for what isn't a public page. What can't be kept
    comes back in its form.
    """
    card, status = _card(request, page_id), HTTPStatus.OK
    form = RemarkForm(request.POST if request.method == "POST" else None, is_useful=is_useful)
    if form.is_bound:
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid():
            error, status = _refused(request, page_id)
            if not error:
                text = cleaned(form.cleaned_data["text"])
                Remark.objects.create(page_id=page_id, is_useful=is_useful, text=text)
                return personal(redirect("feedback_thanks", page_id))
            form.add_error(None, error)
    context = {"form": form, "page": None, "asked_of": card}
    return personal(render(request, "feedback/remark.html", context, status=status))


@require_safe
def thanks(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return what is said once a remark is kept."""
    context = {"page": None, "asked_of": _card(request, page_id)}
    return personal(render(request, "feedback/thanks.html", context))


def _card(request: HttpRequest, page_id: int) -> dict:
    """Return the card of a page of this site that the public sees. Raises `Http404`, whatever hides
    another.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    below = Page.objects.descendant_of(site.root_page, inclusive=True)
    cards = cards_of(below.filter(pk=page_id), 1)
    if not cards:
        raise Http404
    return cards[0]


def _refused(request: HttpRequest, page_id: int) -> tuple[str, HTTPStatus]:
    """Return why an answer isn't taken, for who sent it, and the status that says it; "" if
    it is.
    """
    if not _is_from_here(request):
        return _("Your answer was not sent from this site. Send it here."), HTTPStatus.FORBIDDEN
    if not how_often.allows(request, page_id):
        told = _("So many answers have come from your network today that no more are taken.")
        return told, HTTPStatus.TOO_MANY_REQUESTS
    return "", HTTPStatus.OK


def _is_from_here(request: HttpRequest) -> bool:
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in (own, *settings.CSRF_TRUSTED_ORIGINS)
