"""The tests: an own database server without durability, tasks run at once, no mail sent."""

import os
import sys
from pathlib import Path

# A third party's plugin is installed in the tests: here Python finds its entry point.
sys.path.append(str(Path(__file__).parents[2] / "tests" / "plugin"))

from cms.settings.base import *
from cms.settings.base import (
    BASE_DIR,
    DATABASES,
    INSTALLED_APPS,
    MIDDLEWARE,
    STORAGES,
    EmbeddedServer,
    Timeouts,
    env,
)

SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["*"]
WAGTAILADMIN_BASE_URL = "http://testserver"
DEMO_ALLOWED = True
DATA_DIR = BASE_DIR / "var" / "test"

if not env("DATABASE_URL", default=""):
    embedded = EmbeddedServer(
        DATA_DIR / "postgres",
        options=["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
    )
    DATABASES["default"] |= {"EMBEDDED": embedded, "HOST": str(embedded.socket_folder)}

# Tests run on busy machines; those of timeouts set their own. Test processes queue for the template
# of their databases.
for use in ("public", "admin", "background"):
    DATABASES["default"]["TIMEOUTS"][use] = Timeouts(statement=60, lock=30)
DATABASES["default"]["TIMEOUTS"]["command"] = Timeouts()

# Tests look at what templates get, each time. For what is remembered: `cms.testing.remembering`.
RENDERED_MIB = 0

STATIC_ROOT = DATA_DIR / "static"
# Uploaded files: a folder for each process, which conftest.py deletes.
UPLOADS = DATA_DIR / "uploads" / str(os.getpid())
MEDIA_ROOT = UPLOADS / "media"
STORAGES["documents"]["OPTIONS"]["location"] = str(UPLOADS / "documents")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True  # else it reads a STATIC_ROOT that nobody collected

TASKS = {
    "default": {
        "BACKEND": "cms.tests.indexing.TasksBackend",
        "QUEUES": ["default", "mail"],
    }
}
EMAIL_BACKEND = MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Page types of the core's own tests, which know none of the content apps.
INSTALLED_APPS = [*INSTALLED_APPS, "cms.tests.pages"]
# Outermost, so that it sees what goes out.
MIDDLEWARE = ["cms.tests.conformity.ConformityMiddleware", *MIDDLEWARE]
