from django.urls import path, register_converter

from cms.danish.slugs import NamedConverter
from cms.subjects import views
from cms.subjects.feeds import topic_feed

register_converter(NamedConverter, "named")

urlpatterns = [
    path("personer/<named:name>/", views.person, name="person"),
    path("emner/", views.topics, name="topics"),
    path("emner/<named:name>/", views.topic, name="topic"),
    path("emner/<named:name>/rss/", topic_feed, name="topic_feed"),
]
