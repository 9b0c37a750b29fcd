from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """What answers pages at their URLs. Has no models; its hooks stand in `wagtail_hooks`."""

    name = "cms.delivery"
    label = "delivery"
