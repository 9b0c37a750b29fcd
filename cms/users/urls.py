from django.urls import path
from django.views.decorators.cache import never_cache

from cms.users import password_reset
from cms.users.devices import end_sessions
from cms.users.my_page import my_page
from cms.users.oidc.signing_in import FromProviderView, ToProviderView
from cms.users.password_change import PasswordChangeDoneView, PasswordChangeView
from cms.users.passwords import page_password
from cms.users.saving import save_page
from cms.users.two_step.code_view import second_step
from cms.users.two_step.managing import two_steps
from cms.users.two_step.setting_up import set_up_two_steps
from cms.users.views import AdminLogInView, LogInView, LogOutView

urlpatterns = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        page_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("log-ind/", LogInView.as_view(), name="login"),
    path("log-ind/kode/", second_step, name="second_step"),
    path("log-ind/totrin/", set_up_two_steps, name="set_up_two_steps"),
    path("log-ind/oidc/<slug:key>/", ToProviderView.as_view(), name="to_provider"),
    path("log-ind/oidc/<slug:key>/svar/", FromProviderView.as_view(), name="from_provider"),
    # In the place of Wagtail's own, so that there is one way in.
    path("admin/login/", AdminLogInView.as_view()),
    path("log-ud/", LogOutView.as_view(), name="logout"),
    path("min-side/", my_page, name="my_page"),
    path("min-side/log-ud/", end_sessions, name="end_sessions"),
    path("min-side/adgangskode/", PasswordChangeView.as_view(), name="password_change"),
    path(
        "min-side/adgangskode/skiftet/",
        PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
    path("min-side/totrin/", two_steps, name="two_steps"),
    path("min-side/gem/<int:page_id>/", save_page, name="save_page"),
    path(
        "glemt-adgangskode/",
        never_cache(password_reset.PasswordResetView.as_view()),
        name="password_reset",
    ),
    path(
        "glemt-adgangskode/sendt/",
        password_reset.PasswordResetDoneView.as_view(),
        name="password_reset_done",
    ),
    path(
        "glemt-adgangskode/ny/",
        password_reset.PasswordResetCompleteView.as_view(),
        name="password_reset_complete",
    ),
    path(
        "glemt-adgangskode/<uidb64>/<token>/",
        password_reset.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
]
