"""`make run`: everything on this machine, for trying and for development."""

from cms.settings.base import *
from cms.settings.base import EVENTS_PORT, PORT, env

DEBUG = env.bool("DEBUG", default=False)
DEMO_ALLOWED = True
SECRET_KEY = env("SECRET_KEY", default="for-trying-on-this-machine-only")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
WAGTAILADMIN_BASE_URL = env("WAGTAILADMIN_BASE_URL", default=f"http://localhost:{PORT}")
EVENTS_URL = env("EVENTS_URL", default=f"http://localhost:{EVENTS_PORT}/api/v2/events/")

email = env.email_url("EMAIL_URL", default="consolemail://")
MAIL_BACKEND = email.pop("EMAIL_BACKEND")
vars().update(email)
if not OUTGOING:
    MAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

if DEBUG:  # templates change while the process runs, so no part of a page is kept
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "template_fragments": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }
