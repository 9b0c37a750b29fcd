from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_footnotes.models import Footnote

        # What the package's own rows show of themselves.
        Footnote.api_fields = ["uuid", "text"]
