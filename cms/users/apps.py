from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "cms.users"
    label = "users"
    verbose_name = _("Users")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.admin.views.account import AvatarSettingsPanel

        from cms.users.devices import note_device
        from cms.users.profile_pictures import ProfilePictureForm

        user_logged_in.connect(note_device, dispatch_uid="note_device")

        # Wagtail has no setting for it, and shows its own panels whatever others are registered.
        AvatarSettingsPanel.form_class = ProfilePictureForm
