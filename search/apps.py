from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The search page at /soeg/, over Wagtail's search index. Has no models."""

    name = "search"
    verbose_name = _("Search")
