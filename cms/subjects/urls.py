from django.urls import path

from cms.subjects import views

urlpatterns = [
    path("personer/<slug:slug>/", views.person, name="person"),
    path("emner/", views.topics, name="topics"),
    path("emner/<slug:slug>/", views.topic, name="topic"),
]
