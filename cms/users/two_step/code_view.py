"""The second step: asked for after the password, whichever page one came from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.delivery.answers import personal
from cms.users.two_step.checking import step_of
from cms.users.two_step.code_form import CodeForm
from cms.users.two_step.unfinished import finish, unfinished


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and sign in once it is right. Who has waited too long begins again."""
    found = unfinished(request)
    if found is None:
        return personal(redirect("login"))
    step = step_of(found.user)
    if step is None:  # taken away meanwhile
        return personal(redirect("set_up_two_steps"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.passes(request, step):
        finish(request, found)
        return personal(redirect(found.next_url))
    context = {"form": form, "user_is_authenticated": False}
    answer = render(request, "users/two_step/second_step.html", context, status=form.status)
    return personal(answer)
