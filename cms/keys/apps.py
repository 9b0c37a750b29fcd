from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeysConfig(AppConfig):
    name = "cms.keys"
    label = "keys"
    verbose_name = _("API tokens")
    default_auto_field = "django.db.models.BigAutoField"
