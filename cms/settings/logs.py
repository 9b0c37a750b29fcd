"""Where messages of the running site go; part of `base`."""

# Django's own default mails errors and prints nothing; here everything goes to the process's
# output, from which the supervisor or systemd takes it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "warnings": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Anybody can send a wrong host name, and robots do, all day; the answer is a 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # The worker would tell of every task that starts and ends.
        "django_tasks": {"handlers": ["warnings"], "propagate": False},
        "django_tasks_db": {"handlers": ["warnings"], "propagate": False},
    },
}
