from django.urls import path

from cms.subjects import views
from cms.subjects.feeds import topic_feed

urlpatterns = [
    path("personer/<slug:slug>/", views.person, name="person"),
    path("emner/", views.topics, name="topics"),
    path("emner/<slug:slug>/", views.topic, name="topic"),
    path("emner/<slug:slug>/rss/", topic_feed, name="topic_feed"),
]
