from django.urls import path

from cms.users.views import LogInView, LogOutView

urlpatterns = [
    path("log-ind/", LogInView.as_view(), name="login"),
    path("log-ud/", LogOutView.as_view(), name="logout"),
]
