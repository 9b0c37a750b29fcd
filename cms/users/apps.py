from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "cms.users"
    label = "users"
    verbose_name = _("Users")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.admin.views.account import AvatarSettingsPanel

        from cms.users.profile_pictures import ProfilePictureForm

        # Wagtail has no setting for it, and shows its own panels whatever others are registered.
        AvatarSettingsPanel.form_class = ProfilePictureForm
