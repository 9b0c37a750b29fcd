"""Where messages of the running site go; part of `base`."""


def logging_as(form: str) -> dict:
    """Return Django's `LOGGING`: lines as `text` for people or as `json` for programs.

    Django's own default mails errors and prints nothing; here everything goes to the process's
    output, from which the supervisor or systemd takes it.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {
                "()": "cms.telemetry.formatters.LineFormatter",
                "format": "%(levelname)s %(name)s: %(message)s",
            },
            "json": {"()": "cms.telemetry.formatters.JsonFormatter"},
        },
        "filters": {"routes": {"()": "cms.telemetry.formatters.RoutesOnly"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["routes"],
            },
            "warnings": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["routes"],
                "level": "WARNING",
            },
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "cms.access": {"level": "INFO"},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # Anybody can send a wrong host name, and robots do, all day; the answer is a 400.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # The worker would tell of every task that starts and ends.
            "django_tasks": {"handlers": ["warnings"], "propagate": False},
            "django_tasks_db": {"handlers": ["warnings"], "propagate": False},
        },
    }
