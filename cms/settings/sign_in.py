"""How people sign in, and how often they may try; part of `base`."""

from datetime import timedelta

import environ
from django.core.exceptions import ImproperlyConfigured

from cms.users.oidc.configured import providers

env = environ.Env()

AUTH_USER_MODEL = "users.User"
SESSION_ENGINE = "cms.users.sessions"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/log-ind/"
LOGIN_REDIRECT_URL = "/moeder-og-netvaerk/"
LOGOUT_REDIRECT_URL = "/"
# Five wrong passwords for a user name from one address close that pair for a while. Failed
# attempts (user name, address, browser) are deleted at the first sign-in after that time;
# successful ones are not recorded.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]
AXES_LOCKOUT_CALLABLE = "cms.users.lockout.locked_out"
AXES_USERNAME_CALLABLE = "cms.users.lockout.username"

# Identity providers by which people sign in (OpenID Connect), and what becomes of who is known
# there and not here: refused, or made an account without rights.
try:
    OIDC_PROVIDERS = providers(env.json("OIDC_PROVIDERS", default={}))
except ValueError as error:
    raise ImproperlyConfigured(f"OIDC_PROVIDERS is no JSON: {error}") from error
OIDC_UNKNOWN = env("OIDC_UNKNOWN", default="refuse")
if OIDC_UNKNOWN not in ("refuse", "create"):
    raise ImproperlyConfigured(f"OIDC_UNKNOWN is refuse or create, not {OIDC_UNKNOWN!r}.")
