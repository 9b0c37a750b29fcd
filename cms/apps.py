from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The core: the page types' common base, body blocks, persons, topics and site settings."""

    name = "cms"
    verbose_name = _("Content")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms import (
            absent,
            checks,  # noqa: F401  (registers the system checks)
        )
        from cms.editing import chosen, exports, many, references
        from cms.publications.fingerprint import fingerprint
        from cms.running.measures import measure_connections, measure_tasks
        from cms.site import site_lookup
        from cms.telemetry import sentry
        from cms.telemetry.metrics import measures
        from cms.trash import permissions
        from cms.trash import references as kept_references
        from cms.usage import protection
        from cms.values import entrance

        if settings.SENTRY_DSN:
            sentry.start(settings.SENTRY_DSN, fingerprint()[:12])
        measures.extend([measure_tasks, measure_connections])
        site_lookup.guard()
        entrance.guard()
        exports.guard()
        chosen.guard()
        many.guard()
        references.guard()
        absent.guard()
        protection.guard()
        permissions.guard()
        kept_references.guard()
