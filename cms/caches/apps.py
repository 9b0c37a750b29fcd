from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CachesConfig(AppConfig):
    name = "cms.caches"
    label = "caches"
    verbose_name = _("Caches")

    def ready(self) -> None:
        from cms.caches.models import measure
        from cms.telemetry.metrics import measures

        measures.append(measure)
