"""A server on the internet, behind a web server that ends TLS: see docs/operations.md."""

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *
from cms.settings.base import env

REQUIRED = ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "WAGTAILADMIN_BASE_URL"]
if missing := [name for name in REQUIRED if not env(name, default="")]:
    raise ImproperlyConfigured(
        f"Production needs these environment variables, which are not set: {', '.join(missing)}. "
        "See docs/operations.md."
    )

SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = env("WAGTAILADMIN_BASE_URL")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/((live|ready)/?)?$"]  # asked by the machine itself, without TLS
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = [
    # Whether subdomains and browsers' preload lists are bound too is for the domain's owner to
    # say, not for one site of it.
    "security.W005",
    "security.W021",
    "security.W019",  # the editor's preview shows pages in a frame
]

email = env.email_url("EMAIL_URL", default="smtp://localhost:25")
MAIL_BACKEND = email.pop("EMAIL_BACKEND")
vars().update(email)
if not OUTGOING:
    MAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="webmaster@localhost")
WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = SERVER_EMAIL = DEFAULT_FROM_EMAIL

SERVE_MEDIA = env.bool("SERVE_MEDIA", default=bool(OBJECT_STORE) and MEDIA_URL == "/media/")
