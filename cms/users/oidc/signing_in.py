"""To the provider and back, at `/log-ind/oidc/<key>/`."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import RedirectURLMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.models import Site

from cms.delivery.answers import personal
from cms.users.forms import LogInForm
from cms.users.models import User
from cms.users.oidc.configured import SIGNED_IN_BY, Provider
from cms.users.oidc.exchange import Failed, claims_from, to_provider
from cms.users.oidc.linking import account_of
from cms.users.two_step.unfinished import sign_in
from cms.users.views import LogInView

#: Of who has no password: the account is asked at each request whether it is active.
BACKEND = "django.contrib.auth.backends.ModelBackend"
#: In the session: where one wanted to go.
NEXT = "oidc_next"


class ToProviderView(RedirectURLMixin, View):
    """What leads to the provider."""

    http_method_names = ["get"]
    next_page = settings.LOGIN_REDIRECT_URL

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        provider = _named(key)
        request.session[NEXT] = self.get_success_url()
        try:
            return personal(to_provider(request, provider, _address_of_answer(request, provider)))
        except Failed:
            return _refused(request, provider, HTTPStatus.BAD_GATEWAY)


class FromProviderView(View):
    """What takes the provider's answer, and signs in whom it is about."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        provider = _named(key)
        try:
            claims = claims_from(request, provider)
        except Failed:
            return _refused(request, provider, HTTPStatus.BAD_REQUEST)
        user: User | None = account_of(provider, claims)
        if user is None or not user.is_active:
            message = _("You are known at %(name)s, and have no account here. Ask for one.")
            return _refused(request, provider, HTTPStatus.FORBIDDEN, message)
        user.backend = BACKEND
        next_url = request.session.pop(NEXT, settings.LOGIN_REDIRECT_URL)
        request.session[SIGNED_IN_BY] = provider.key
        return personal(sign_in(request, user, next_url, has_two_steps=provider.two_steps))


def _named(key: str) -> Provider:
    if key not in settings.OIDC_PROVIDERS:
        raise Http404
    return settings.OIDC_PROVIDERS[key]


def _address_of_answer(request: HttpRequest, provider: Provider) -> str:
    # The host of a request is anybody's to choose; the site's own is in the database.
    site = Site.find_for_request(request) or Site.objects.get(is_default_site=True)
    return site.root_url + reverse("from_provider", args=[provider.key])


def _refused(
    request: HttpRequest, provider: Provider, status: HTTPStatus, message: str = ""
) -> HttpResponse:
    """Return the page for signing in, with the reason."""
    view = LogInView()
    view.setup(request)
    message = message or _("It was not possible to log in at %(name)s. Try once more.")
    told = message % {"name": provider.name}
    context = view.get_context_data(form=LogInForm(request), message=told)
    return personal(render(request, view.template_name, context, status=status))
