from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.integrations.failing import FailingWebhooksPanel
from cms.integrations.viewsets import SubscriptionViewSet


@hooks.register("register_admin_viewset")
def register_webhooks():
    return SubscriptionViewSet()


@hooks.register("register_log_actions")
def register_actions(actions):
    actions.register_action("integrations.pause", _("Pause"), _("Webhook paused"))
    actions.register_action("integrations.resume", _("Resume"), _("Webhook resumed"))
    actions.register_action("integrations.replay", _("Deliver again"), _("Set back to a time"))
    actions.register_action("integrations.secret", _("New secret"), _("New secret made"))


@hooks.register("construct_homepage_panels")
def tell_of_failing_webhooks(request, panels):
    if request.user.has_perm("integrations.change_subscription"):
        panels.append(FailingWebhooksPanel(request.user))
