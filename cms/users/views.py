"""Signing in and out, for members and editors.

The header's link leads to the sign-in page. Where there is JavaScript, the page is fetched into
a dialog instead, of which only ``form[data-login-form]`` is shown; the form is posted by fetch.
A redirect means success; an answer that is no redirect holds the form again, with a message
(200, or 429 when locked out). So there is one form and one answer for both.
"""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.views.generic import RedirectView
from wagtail.models import Site

from cms.delivery.answers import personal
from cms.delivery.way_around import closed_page, way_around
from cms.users.forms import LogInForm
from cms.users.oidc.configured import SIGNED_IN_BY
from cms.users.oidc.exchange import address_to_sign_out
from cms.users.two_step.unfinished import sign_in


class LogInView(LoginView):
    """What signs in and goes on to ``next``, if that is on this site, or to ``LOGIN_REDIRECT_URL``.

    Someone signed in who comes with a ``next`` was sent here by a page that they may not see:
    sending them back would be a loop, so they get the form, to sign in as someone else.
    """

    template_name = "users/login.html"
    authentication_form = LogInForm

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated and not self.get_redirect_url():
            return redirect(self.get_default_redirect_url())
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: LogInForm) -> HttpResponse:
        return sign_in(self.request, form.get_user(), self.get_success_url())

    def get_context_data(self, **kwargs) -> dict:
        user_is_authenticated = self.request.user.is_authenticated
        context = super().get_context_data(user_is_authenticated=user_is_authenticated, **kwargs)
        context["providers"] = settings.OIDC_PROVIDERS.values()
        # Django's own idea of a site, which would hide ours: the header's menu, the footer.
        del context["site"], context["site_name"]
        page = closed_page(self.request, urlsplit(self.get_redirect_url()).path)
        if page:
            context |= {"is_closed": True, "nearest": way_around(self.request, page)}
        return context


class AdminLogInView(RedirectView):
    """What leads editors to the one page for signing in, and from there to where they wanted
    to be.
    """

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        # What Wagtail would tell here is said by the form; else an editor would read it later.
        list(get_messages(self.request))
        home = reverse("wagtailadmin_home")
        if self.request.user.has_perm("wagtailadmin.access_admin"):
            return home
        next_url = self.request.GET.get("next") or home
        return f"{reverse('login')}?{urlencode({'next': next_url}, safe='/')}"


class LogOutView(LogoutView):
    """What signs out by POST. GET asks, so that no link or image elsewhere can sign anyone out. Who
    was signed in by an identity provider is offered to sign out there as well.
    """

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        home = resolve_url(settings.LOGOUT_REDIRECT_URL)
        if request.user.is_authenticated:
            return render(request, "users/logout.html", {"user_is_authenticated": True})
        provider = settings.OIDC_PROVIDERS.get(request.GET.get("provider", ""))
        there = address_to_sign_out(provider, self._home()) if provider else ""
        if not there:
            return redirect(home)
        context = {"provider": provider, "there": there, "home": home}
        return personal(render(request, "users/oidc_logout.html", context))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        key = request.session.get(SIGNED_IN_BY)
        response = super().post(request, *args, **kwargs)
        if key not in settings.OIDC_PROVIDERS:
            return response
        # A page in between: the policy lets no form lead to another site.
        return redirect(f"{reverse('logout')}?{urlencode({'provider': key})}")

    def _home(self) -> str:
        site = Site.find_for_request(self.request) or Site.objects.get(is_default_site=True)
        return site.root_url + resolve_url(settings.LOGOUT_REDIRECT_URL)
