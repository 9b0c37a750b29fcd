"""Wagtail's own test settings, on PostgreSQL, with the log and the API."""

from wagtail.test.settings import *
from wagtail.test.settings import INSTALLED_APPS

from cms.settings.test import DATABASES as OURS

DATABASES = {"default": dict(OURS["default"])}
DATABASES["default"]["TEST"] = {"NAME": "test_conformance"}
INSTALLED_APPS = [*INSTALLED_APPS, "cms.publications", "cms.api"]
if "django.contrib.postgres" not in INSTALLED_APPS:
    INSTALLED_APPS.append("django.contrib.postgres")
ROOT_URLCONF = "tests.conformance.urls"
