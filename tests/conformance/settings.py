"""Wagtail's own test settings, on PostgreSQL, with the log and the API."""

from wagtail.test.settings import *
from wagtail.test.settings import INSTALLED_APPS

from cms.settings import test as ours

# What the API asks of settings besides Wagtail's and Django's.
CDN_MAX_AGE = ours.CDN_MAX_AGE
EVENTS_URL = ours.EVENTS_URL
OUTGOING = ours.OUTGOING
RENDERED_MIB = ours.RENDERED_MIB
RENDITION_SPECS = ours.RENDITION_SPECS

DATABASES = {"default": dict(ours.DATABASES["default"])}
DATABASES["default"]["TEST"] = {"NAME": "test_conformance"}
INSTALLED_APPS = [*INSTALLED_APPS, "cms.publications", "cms.api"]
if "django.contrib.postgres" not in INSTALLED_APPS:
    INSTALLED_APPS.append("django.contrib.postgres")
ROOT_URLCONF = "tests.conformance.urls"
