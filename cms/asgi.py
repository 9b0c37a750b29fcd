"""The entry point of the process that tells live events."""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
django.setup()

from cms.live.application import Application  # noqa: E402  (needs the settings)
from cms.site.proxies import behind_proxies_asgi  # noqa: E402

application = behind_proxies_asgi(Application(), settings.TRUSTED_PROXIES)
