"""Webhooks in the admin: who may manage them is asked of Django's permissions on the model."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper, Max, QuerySet
from django.http import HttpResponse
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.editing.seen import sees
from cms.integrations import actions, messages, signing
from cms.integrations.delivering import is_delivered
from cms.integrations.forms import SubscriptionForm, type_choices
from cms.integrations.models import State, Subscription, received
from cms.publications.changes import Cursor

ATTEMPTS_SHOWN = 50


def standing(subscription: Any) -> str:
    """Return how a row of the list is doing."""
    return subscription.standing if subscription.is_own else _("Silent: a copy")


def is_well(subscription: Any) -> bool:
    """Return whether a row of the list is delivered."""
    is_active = subscription.state == State.ACTIVE and not subscription.failures
    return is_active and subscription.is_own


def owner_of(subscription: Any) -> str:
    """Return the name of a row's owner."""
    owner = subscription.owner
    return (owner.get_full_name() or owner.get_username()) if owner else _("Nobody")


class IndexView(generic.IndexView):
    """The list, each row with when something was received last."""

    def get_base_queryset(self) -> QuerySet:
        return (
            super()
            .get_base_queryset()
            .select_related("owner")
            .annotate(
                received_at=Max("attempts__at", filter=received("attempts__")),
                is_own=ExpressionWrapper(Subscription.of_this_site(), output_field=BooleanField()),
            )
        )

    def get_edit_url(self, instance: Subscription) -> str | None:
        # Its state is what one comes for.
        return self.get_inspect_url(instance)


class CreateView(generic.CreateView):
    """A new webhook, active from now on; the answer shows its secret."""

    def save_instance(self) -> Subscription:
        self.secret = signing.new_secret()
        self.form.instance.secret = signing.encrypted(self.secret)
        self.form.instance.begin_at(Cursor.now())
        return super().save_instance()

    def save_action(self) -> HttpResponse:
        self.page_title = _("Secret")
        return actions.shown_once(self, self.secret)


class EditView(generic.EditView):
    def save_instance(self) -> Subscription:
        saved = super().save_instance()
        saved.tell_process()
        return saved


class InspectView(generic.InspectView):
    """How a webhook is doing, what can be done with it, and its latest attempts."""

    template_name = "integrations/inspect.html"
    page_title = _("Webhook")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        subscription = self.object
        pages = Paginator(subscription.attempts.all(), ATTEMPTS_SHOWN)
        attempts = pages.get_page(self.request.GET.get("p"))
        labels = dict(type_choices())
        return super().get_context_data(**kwargs) | {
            "subscription": subscription,
            "is_of_another_site": subscription.is_of_another_site,
            "is_active": subscription.state == State.ACTIVE,
            "is_silent": not settings.OUTGOING,
            "is_delivered": is_delivered(),
            "sequence": Cursor.read(subscription.cursor).sequence,
            "head": Cursor.now().sequence,
            "changes_url": messages.changes_url(subscription),
            "types": [labels.get(label, label) for label in subscription.types],
            "section": self._section(),
            "topic": Subscription.topic.get_queryset().filter(pk=subscription.topic_id).first(),
            "received_at": subscription.attempts.filter(received()).aggregate(at=Max("at"))["at"],
            "attempts": attempts,
            "elided_page_range": pages.get_elided_page_range(attempts.number),
            "can_change": self.user_has_permission("change"),
        }

    def _section(self) -> str:
        section = Subscription.section.get_queryset().filter(pk=self.object.section_id).first()
        if section is None:
            return ""
        if not sees(self.request.user, section):
            return str(_("Chosen by somebody else; you may not see it"))
        return section.get_admin_display_title()


class SubscriptionViewSet(ModelViewSet):
    model = Subscription
    name = "webhooks"
    icon = "resubmit"
    menu_label = _("Webhooks")
    menu_order = 900
    add_to_settings_menu = True
    add_to_reference_index = False
    inspect_view_enabled = True
    # The page itself reads the rest; a section or topic may have been deleted.
    inspect_view_fields = ["name"]
    copy_view_enabled = False
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    inspect_view_class = InspectView
    list_display = [
        "name",
        Column("url", label=_("Address")),
        StatusTagColumn("standing", label=_("State"), accessor=standing, primary=is_well),
        DateColumn("received_at", label=_("Last received")),
        Column("owner", label=_("Owner"), accessor=owner_of),
    ]
    search_fields = ["name", "url"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("url"),
            FieldPanel("owner"),
            MultiFieldPanel(
                [FieldPanel("types"), FieldPanel("section"), FieldPanel("topic")],
                heading=_("Which pages"),
                help_text=_(
                    "Without a choice, all public pages. A page that no longer matches is told of "
                    "as deleted. After a change here, the receiver should load all pages anew."
                ),
            ),
        ],
        base_form_class=SubscriptionForm,
    )

    @cached_property
    def inspect_template_name(self) -> str:
        return InspectView.template_name

    def get_urlpatterns(self) -> list:
        own = {
            "pause": actions.PauseView,
            "resume": actions.ResumeView,
            "test": actions.TestView,
            "replay": actions.ReplayView,
            "secret": actions.SecretView,
        }
        return super().get_urlpatterns() + [
            path(f"{name}/<int:pk>/", self.construct_view(view), name=name)
            for name, view in own.items()
        ]
