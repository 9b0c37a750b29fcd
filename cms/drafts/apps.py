from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftsConfig(AppConfig):
    name = "cms.drafts"
    label = "drafts"
    verbose_name = _("Shared drafts")
    default_auto_field = "django.db.models.BigAutoField"
