from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CopiesConfig(AppConfig):
    name = "cms.copies"
    label = "copies"
    verbose_name = _("Copies of pages")
    default_auto_field = "django.db.models.BigAutoField"
