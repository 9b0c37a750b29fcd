from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    """The log of what is public. Installs its triggers after every `migrate`."""

    name = "cms.publications"
    label = "publications"
    verbose_name = _("Publications")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.publications import system_checks  # noqa: F401  (registers the system checks)
        from cms.publications.backlog import measure
        from cms.publications.installation import install_after_migrate
        from cms.publications.running_code import tell_code
        from cms.telemetry.metrics import measures

        connection_created.connect(tell_code)
        measures.append(measure)
        post_migrate.connect(install_after_migrate, sender=self)
