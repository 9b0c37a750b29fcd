from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The search page at /soeg/. Searches what `cms` and its plugins index; has no models."""

    name = "search"
    verbose_name = _("Search")
