"""Settings of a machine where tests/plugin is not installed: Python doesn't find it."""

from cms.settings.dev import *  # noqa: F403
from cms.settings.dev import STORAGES

ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
