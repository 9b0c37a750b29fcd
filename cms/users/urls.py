from django.urls import path
from django.views.decorators.cache import never_cache

from cms.users import password_reset
from cms.users.my_page import my_page
from cms.users.views import LogInView, LogOutView

urlpatterns = [
    path("log-ind/", LogInView.as_view(), name="login"),
    path("log-ud/", LogOutView.as_view(), name="logout"),
    path("min-side/", my_page, name="my_page"),
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
