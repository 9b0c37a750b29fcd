"""A new password for who knows the present one. It signs out everywhere else."""

from typing import Any

from django.contrib.auth import views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse_lazy

from cms.users.devices import others


class PasswordChangeView(views.PasswordChangeView):
    """404 for an account without a password, which signs in by other ways."""

    template_name = "users/password_change.html"
    success_url = reverse_lazy("password_change_done")
    extra_context = {"user_is_authenticated": True}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        context["title"] = None
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        for session in others(self.request):
            session.delete()
        return response


class PasswordChangeDoneView(views.PasswordChangeDoneView):
    template_name = "users/password_change_done.html"
    extra_context = {"user_is_authenticated": True}
