from django.urls import path

from search.views import search, suggest

urlpatterns = [
    path("soeg/", search, name="search"),
    path("soeg/forslag/", suggest, name="search_suggestions"),
]
