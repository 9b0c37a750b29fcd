from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Page types for the core's own tests, which know none of the content apps. Installed by
    `cms.settings.test` only.
    """

    name = "cms.tests.pages"
    label = "pages"
    verbose_name = "Sider til afprøvning"
    default_auto_field = "django.db.models.BigAutoField"
