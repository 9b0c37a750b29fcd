"""The tests: an own database server without durability, tasks run at once, no mail sent."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import BASE_DIR, DATABASES, STORAGES, EmbeddedServer, env

SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["*"]
DATA_DIR = BASE_DIR / "var" / "test"

if not env("DATABASE_URL", default=""):
    embedded = EmbeddedServer(
        DATA_DIR / "postgres",
        options=["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
    )
    DATABASES["default"] |= {"EMBEDDED": embedded, "HOST": str(embedded.socket_folder)}

STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES["documents"]["OPTIONS"]["location"] = str(DATA_DIR / "documents")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True  # else it reads a STATIC_ROOT that nobody collected

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
