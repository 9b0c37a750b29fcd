from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import m2m_changed
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "cms.users"
    label = "users"
    verbose_name = _("Users")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.admin.views.account import AvatarSettingsPanel

        from cms.users import permission_names
        from cms.users.audit import rights
        from cms.users.audit.sign_ins import note_failure, note_sign_in
        from cms.users.devices import note_device
        from cms.users.profile_pictures import ProfilePictureForm
        from cms.users.two_step.ending import end_sessions_of_joined

        m2m_changed.connect(
            end_sessions_of_joined,
            sender=self.get_model("User").groups.through,
            dispatch_uid="end_sessions_of_joined",
        )
        user_logged_in.connect(note_device, dispatch_uid="note_device")
        user_logged_in.connect(note_sign_in, dispatch_uid="note_sign_in")
        user_login_failed.connect(note_failure, dispatch_uid="note_failure")
        rights.watch()

        permission_names.show()
        # Wagtail has no setting for it, and shows its own panels whatever others are registered.
        AvatarSettingsPanel.form_class = ProfilePictureForm
