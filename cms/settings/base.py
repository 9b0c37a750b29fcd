"""What every environment shares. All that differs comes from environment variables, which
docs/operations.md lists with meaning, default and example.
"""

import sys
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from cms.plugins import installed_apps
from cms.postgres.server import SUPERUSER, EmbeddedServer
from cms.postgres.timeouts import Timeouts
from cms.settings.logs import logging_as
from cms.settings.sign_in import *
from cms.settings.unused import leave_out
from cms.settings.uploads import media_address, object_store, storages_in
from cms.settings.wagtail import *

env = environ.Env()


def networks(name: str, texts: list[str]) -> list[IPv4Network | IPv6Network]:
    """Return the networks that a setting of this name names. Raises `ImproperlyConfigured`."""
    try:
        return [ip_network(each) for each in texts]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}: {error}. Write networks with commas: 10.1.0.0/16,fd00::/8"
        ) from error


BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"The data folder {DATA_DIR} cannot be made: {error.strerror}. Name another with DATA_DIR."
    ) from error

# Where `manage.py run` lets the web server listen, and with how much of the machine.
HOST = env("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
# Where the process of live events listens, how many streams it has open at once, and the address
# under which others reach it: absolute, or a path of the site; empty: it is told to nobody.
EVENTS_PORT = env.int("EVENTS_PORT", default=PORT + 1)
EVENTS_STREAMS = env.int("EVENTS_STREAMS", default=500)
EVENTS_URL = env("EVENTS_URL", default="")
WEB_WORKERS = env.int("WEB_WORKERS", default=2)
WEB_THREADS = env.int("WEB_THREADS", default=4)
# MiB of finished HTML that each process of the web server remembers; 0: none.
RENDERED_MIB = env.int("RENDERED_MIB", default=64)
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.1"])

# What is told to those who run the site: see docs/operations.md, "To see and to be told".
LOG_FORMAT = env("LOG_FORMAT", default="text")
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured(f"LOG_FORMAT is text or json, not {LOG_FORMAT!r}.")
LOGGING = logging_as(LOG_FORMAT)
ACCESS_LOG = env.bool("ACCESS_LOG", default=False)
METRICS_ALLOWED_NETWORKS = networks(
    "METRICS_ALLOWED_NETWORKS", env.list("METRICS_ALLOWED_NETWORKS", default=[])
)
METRICS_DIR = Path(env("METRICS_DIR", default=str(DATA_DIR / "metrics")))
SENTRY_DSN = env("SENTRY_DSN", default="")
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor's preview shows the page in a frame

SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
# Whether `load_demo` may make accounts whose passwords everybody knows.
DEMO_ALLOWED = False
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "cms.users",
    "cms.media",
    "cms.publications",
    "cms.delivery",
    "cms.api",
    "cms.integrations",
    "cms.keys",
    "cms.personal_data",
    "cms.feedback",
    "cms.drafts",
    "cms.copies",
    "cms.caches",
    "cms.links",
    "cms.releases",
    "cms",
    *installed_apps(),
    "wagtail_modeladmin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "django.contrib.humanize",  # the Danish of how long ago something was
]
leave_out()

MIDDLEWARE = [
    "cms.delivery.cors.CrossOriginMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.site.security_headers.SecurityHeadersMiddleware",
    "cms.delivery.middleware.LongestAddressMiddleware",
    "cms.editing.exports.SpreadsheetMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.delivery.middleware.CacheTagMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.delivery.middleware.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.keys.authorization.KeyMiddleware",
    "cms.editing.chosen.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.delivery.redirects.LiveRedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "cms.trash.notice.TrashMiddleware",
    "cms.absent.admin.AbsentTypesMiddleware",
    "cms.delivery.stops.StopsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                *("cms.templatetags.cms_tags", "cms.templatetags.edit_tags"),
                *("cms.templatetags.file_tags", "cms.templatetags.link_tags"),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.delivery.context_processors.site",
            ],
        },
    },
]

# DATABASE_URL: any PostgreSQL from 15 on; without it, the embedded one under DATA_DIR. Where that
# is a pooler's, DATABASE_DIRECT_URL is the server's own. The web server alone has many connections,
# and needs no session.
DATABASE_URL = env("DATABASE_URL", default="")
DATABASE_DIRECT_URL = env("DATABASE_DIRECT_URL", default="")
if DATABASE_DIRECT_URL and not DATABASE_URL:
    raise ImproperlyConfigured("DATABASE_DIRECT_URL goes with the DATABASE_URL of a pooler.")
for name, url in (("DATABASE_URL", DATABASE_URL), ("DATABASE_DIRECT_URL", DATABASE_DIRECT_URL)):
    if url and not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(f"{name} must begin with postgresql://, as in the example.")
if DATABASE_URL:
    is_pooled = bool(DATABASE_DIRECT_URL) and "cms.wsgi" in sys.modules
    is_direct = bool(DATABASE_DIRECT_URL) and not is_pooled
    used = "DATABASE_DIRECT_URL" if is_direct else "DATABASE_URL"
    DATABASES = {"default": env.db_url(used, engine="cms.postgres")}
    DATABASES["default"] |= {"POOLED": is_pooled, "DISABLE_SERVER_SIDE_CURSORS": is_pooled}
else:
    embedded = EmbeddedServer(DATA_DIR / "postgres")
    DATABASES = {
        "default": {
            "ENGINE": "cms.postgres",
            "EMBEDDED": embedded,
            "HOST": str(embedded.socket_folder),
            "USER": SUPERUSER,
            "NAME": "postgres",
        }
    }
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# What the server stops by itself, in seconds: for requests of the public site, of the admin, for
# the processes in the background, and for commands that somebody types.
LOCK_TIMEOUT = env.float("LOCK_TIMEOUT", default=3)
BACKGROUND_LOCK_TIMEOUT = env.float("BACKGROUND_LOCK_TIMEOUT", default=10)
IDLE_IN_TRANSACTION_TIMEOUT = env.float("IDLE_IN_TRANSACTION_TIMEOUT", default=60)
DATABASES["default"]["TIMEOUTS"] = {
    "public": Timeouts(
        env.float("PUBLIC_STATEMENT_TIMEOUT", default=5), LOCK_TIMEOUT, IDLE_IN_TRANSACTION_TIMEOUT
    ),
    "admin": Timeouts(
        env.float("ADMIN_STATEMENT_TIMEOUT", default=30), LOCK_TIMEOUT, IDLE_IN_TRANSACTION_TIMEOUT
    ),
    "background": Timeouts(
        env.float("BACKGROUND_STATEMENT_TIMEOUT", default=300),
        BACKGROUND_LOCK_TIMEOUT,
        IDLE_IN_TRANSACTION_TIMEOUT,
    ),
    # A rebuild or a migration takes what it takes, but lets nobody wait behind it for a lock.
    "command": Timeouts(lock=BACKGROUND_LOCK_TIMEOUT),
}

LANGUAGE_CODE = "da"
# Editors and visitors have one language. Wagtail checks the formats of each one that is listed.
LANGUAGES = [("da", "Dansk")]
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_DIR", default=str(DATA_DIR / "static")))
MEDIA_URL = media_address(env("MEDIA_URL", default="/media/"))
MEDIA_ROOT = DATA_DIR / "media"
# Where uploads are: below the data folder, or in an object storage.
OBJECT_STORE = object_store(env("STORAGE_URL", default=""))
STORAGES = {
    **storages_in(OBJECT_STORE, DATA_DIR),
    "staticfiles": {"BACKEND": "cms.site.static_files.StaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "cms.media.receiving.TemporaryFileUploadHandler",
]
# Django itself serves the images, where no web server in front or other host does.
SERVE_MEDIA = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}

# Requests only queue mail; the task worker hands it to MAIL_BACKEND, and waits no longer than this
# for the mail server.
EMAIL_BACKEND = "cms.mail.backend.QueuedEmailBackend"
EMAIL_TIMEOUT = env.float("EMAIL_TIMEOUT", default=10)

# Whether this copy of the site tells anybody anything by itself: webhooks, and mail in the settings
# that say where mail goes.
OUTGOING = env.bool("OUTGOING", default=True)
# Networks inside which webhooks may be sent; otherwise only the internet.
WEBHOOK_ALLOWED_NETWORKS = networks(
    "WEBHOOK_ALLOWED_NETWORKS", env.list("WEBHOOK_ALLOWED_NETWORKS", default=[])
)

# Caches in front of the site that are told what changes, as Wagtail's setting of this name has it,
# and how many seconds they may keep a page without asking.
try:
    WAGTAILFRONTENDCACHE = env.json("WAGTAILFRONTENDCACHE", default={})
except ValueError as error:
    raise ImproperlyConfigured(
        "WAGTAILFRONTENDCACHE is JSON of names and what Wagtail takes for each, such as "
        '{"varnish": {"BACKEND": "cms.caches.varnish.VarnishBackend", "LOCATION": "http://…"}}: '
        f"{error}"
    ) from error
CDN_MAX_AGE = env.int("CDN_MAX_AGE", default=60)

# Days that versions of pages are kept which nothing needs; 0: for ever. See `purge_revisions`.
KEEP_REVISIONS_DAYS = env.int("KEEP_REVISIONS_DAYS", default=365)

# A page with many blocks has more form fields than Django's default of 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
