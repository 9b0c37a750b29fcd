"""A new password by mail. The answer is the same, and takes as long, whoever's address it is: the
user is looked for by a task.
"""

from http import HTTPStatus

from axes.utils import reset
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.models import Site

from cms.users.reset_limits import PERIOD, allows
from cms.users.tasks import mail_reset_link


class MailedResetForm(PasswordResetForm):
    def save(self, *, request, **kwargs) -> None:
        # The host of a request is anybody's to choose; the site's own is in the database.
        site = Site.find_for_request(request) or Site.objects.get(is_default_site=True)
        mail_reset_link.enqueue(self.cleaned_data["email"], site.root_url)


class PasswordResetView(views.PasswordResetView):
    form_class = MailedResetForm
    template_name = "users/password_reset.html"
    success_url = reverse_lazy("password_reset_done")

    def form_valid(self, form: MailedResetForm) -> HttpResponse:
        """Send the link, unless it was asked for too often; for addresses that nobody has too."""
        if allows(self.request, form.cleaned_data["email"]):
            return super().form_valid(form)
        minutes = round(PERIOD.total_seconds() / 60)
        message = _("A link was asked for too often. Wait %(minutes)d minutes, and try once more.")
        form.add_error(None, message % {"minutes": minutes})
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=HTTPStatus.TOO_MANY_REQUESTS)


class PasswordResetDoneView(views.PasswordResetDoneView):
    template_name = "users/password_reset_done.html"


@method_decorator(never_cache, name="dispatch")
class PasswordResetConfirmView(views.PasswordResetConfirmView):
    template_name = "users/password_reset_confirm.html"
    success_url = reverse_lazy("password_reset_complete")

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        # Whoever guessed wrong until locked out has a new password to try now.
        reset(username=self.user.get_username())
        return response


class PasswordResetCompleteView(views.PasswordResetCompleteView):
    template_name = "users/password_reset_complete.html"
