"""What those who manage webhooks are told on the admin's first screen: which of them fail."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.integrations.models import State, Subscription
from cms.overview.panels import OverviewPanel, Row


class FailingWebhooksPanel(OverviewPanel):
    name = "webhooks"
    order = 52
    heading = _("Webhooks that fail")
    icon = "resubmit"
    report = "webhooks:index"

    def found(self) -> QuerySet:
        is_well = Q(state=State.PAUSED) | Q(state=State.ACTIVE, failures=0)
        return Subscription.objects.filter(~is_well, Subscription.of_this_site()).order_by("name")

    def rows(self, found: list) -> list[Row]:
        return [
            Row(each.name, reverse("webhooks:inspect", args=[each.pk]), each.standing)
            for each in found
        ]
