from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = _("Images and documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.media import signals  # noqa: F401 (receivers are connected by the import)
