from django.urls import path

from search.views import search

urlpatterns = [path("soeg/", search, name="search")]
