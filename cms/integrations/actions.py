"""What can be done with a webhook in the admin, besides editing it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from cms.encryption import Unreadable
from cms.integrations import messages as bodies
from cms.integrations import signing
from cms.integrations.forms import ReplayForm, SecretForm
from cms.integrations.models import State, Subscription, refusal
from cms.integrations.posts import Outcome, keep, keys_of, send
from cms.outgoing import Reason
from cms.publications.changes import Cursor


class ActionMixin(PermissionCheckedMixin):
    """A view about one webhook, for who may change it."""

    model = Subscription
    permission_required = "change"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(Subscription, pk=kwargs["pk"])

    def back(self) -> HttpResponse:
        return redirect(reverse("webhooks:inspect", args=[self.object.pk]))

    @contextmanager
    def changing(self, action: str) -> Iterator[Subscription]:
        """Give it as it is now, which nobody else changes meanwhile; then save it, note who did
        what, and have the process look at it.
        """
        with transaction.atomic():
            self.object = Subscription.objects.select_for_update().get(pk=self.object.pk)
            yield self.object
            self.object.save()
            log(instance=self.object, action=f"integrations.{action}", user=self.request.user)
            self.object.tell_process()


class PauseView(ActionMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with self.changing("pause") as subscription:
            subscription.state = State.PAUSED
        messages.success(request, _("The webhook is paused."))
        return self.back()


class ResumeView(ActionMixin, View):
    """Go on where it stopped. A copy of the site has been told nothing, and begins where it is."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with self.changing("resume") as subscription:
            starts_anew = subscription.is_of_another_site or subscription.state == State.EXPIRED
            subscription.state = State.ACTIVE
            subscription.forget_failures()
            if starts_anew:
                subscription.begin_at(Cursor.now())
        if starts_anew:
            told = _("The webhook is active, from now on. The receiver should load all pages anew.")
        else:
            told = _("The webhook is active, and goes on where it stopped.")
        messages.success(request, told)
        return self.back()


class TestView(ActionMixin, View):
    """Post a test, and say at once what came of it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_of_another_site:
            messages.error(request, _("This is a copy of the site. Resume the webhook first."))
            return self.back()
        try:
            outcome = self._send()
        except Unreadable:
            messages.error(request, _("The secret can't be read. Make a new one."))
            return self.back()
        if outcome.is_delivered:
            messages.success(
                request, _("The test was received (status %(status)d).") % vars(outcome)
            )
        elif outcome.status is not None:
            messages.error(request, _("The receiver answered %(status)d.") % vars(outcome))
        else:
            messages.error(request, refusal(Reason(outcome.reason)))
        return self.back()

    def _send(self) -> Outcome:
        message = f"test-{uuid4()}"
        body = bodies.test(self.object, datetime.now(UTC))
        outcome = send(self.object.url, message, body, keys_of(self.object))
        keep(self.object, message, 0, outcome, is_test=True)
        return outcome


class FormActionView(ActionMixin, WagtailAdminTemplateMixin, FormView):
    """A view with a form of its own."""

    template_name = "integrations/action.html"
    header_icon = "resubmit"
    submit_label: Any = ""

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("webhooks:index"),
                "label": _("Webhooks"),
            },
            {
                "url": reverse("webhooks:inspect", args=[self.object.pk]),
                "label": str(self.object),
            },
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        media = context["form"].media if "form" in context else forms.Media()
        return context | {"submit_label": self.submit_label, "media": media}


class ReplayView(FormActionView):
    """Set the cursor back to a time."""

    form_class = ReplayForm
    page_title = gettext_lazy("Deliver again")
    submit_label = gettext_lazy("Deliver again")

    def form_valid(self, form: ReplayForm) -> HttpResponse:
        with self.changing("replay") as subscription:
            subscription.begin_at(form.cleaned_data["since"])
        messages.success(self.request, _("What has changed since then is delivered again."))
        return self.back()


class SecretView(FormActionView):
    """A new secret, shown in this answer and never again."""

    form_class = SecretForm
    page_title = gettext_lazy("New secret")
    submit_label = gettext_lazy("Make a new secret")
    header_icon = "key"

    def form_valid(self, form: SecretForm) -> HttpResponse:
        secret = signing.new_secret()
        with self.changing("secret") as subscription:
            hours = form.cleaned_data["overlap"]
            subscription.former_secret = subscription.secret if hours else ""
            subscription.former_until = timezone.now() + timedelta(hours=hours) if hours else None
            subscription.secret = signing.encrypted(secret)
            if subscription.state == State.UNSIGNED:
                subscription.state = State.ACTIVE
        return shown_once(self, secret)


def shown_once(view: Any, secret: str) -> HttpResponse:
    """Answer with the page that shows a secret, which nothing on the way keeps."""
    view.template_name = "integrations/secret.html"
    context = view.get_context_data(object=view.object) | {
        "secret": secret,
        "inspect_url": reverse("webhooks:inspect", args=[view.object.pk]),
    }
    answer = view.render_to_response(context)
    answer["Cache-Control"] = "private, no-store"
    return answer
