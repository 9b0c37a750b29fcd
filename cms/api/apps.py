from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The page API. Reads what `cms.delivery` and `cms.representations` make; has no models."""

    name = "cms.api"
    label = "api"
