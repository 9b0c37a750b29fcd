"""What django-axes asks of the site: ``AXES_LOCKOUT_CALLABLE`` and ``AXES_USERNAME_CALLABLE``."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.users.forms import LogInForm
from cms.users.models import User
from cms.users.views import LogInView


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict) -> HttpResponse:
    """Answer a sign-in, here or in the admin, after too many wrong passwords.

    The message is the same whether the user exists or not.
    """
    view = LogInView()
    view.setup(request)
    form = LogInForm(request)
    context = view.get_context_data(form=form, message=form.locked_out_message())
    return render(request, view.template_name, context, status=HTTPStatus.TOO_MANY_REQUESTS)


def username(request: HttpRequest, credentials: dict | None) -> str:
    """Return the user name of an attempt, cut to what a user can have.

    The column in which axes keeps it is not much longer, and a longer name would be an error.
    """
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return name[: User._meta.get_field("username").max_length]
