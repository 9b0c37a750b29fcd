"""Persons and topics in the admin, by wagtail-modeladmin."""

from typing import Any

from django.contrib.admin.filters import AllValuesFieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import IndexView

from cms.models import Person, Topic


class ListView(IndexView):
    """A list that shows all of it, and says so, if the address chooses by what it doesn't have."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            message = _("The list cannot be narrowed that way. All of it is shown.")
            messages.warning(request, message)
            return redirect(request.path)


class OrganisationFilter(AllValuesFieldListFilter):
    """The organisations that persons have; none of them is the empty one."""

    def choices(self, changelist):
        return (choice for choice in super().choices(changelist) if choice["display"])


class PersonAdmin(ModelAdmin):
    model = Person
    index_view_class = ListView
    empty_value_display = ""
    menu_icon = "user"
    list_display = ["name", "title", "organisation"]
    list_filter = [("organisation", OrganisationFilter)]
    search_fields = ["name", "title", "organisation", "mail"]
    inspect_view_enabled = True
    inspect_view_fields = ["name", "title", "organisation", "mail", "phone", "photo", "bio"]
    list_export = ["name", "title", "organisation", "mail", "phone"]
    export_filename = "personer"


class TermAdmin(ModelAdmin):
    """Base of the lists of words that pages are filed under."""

    index_view_class = ListView
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    inspect_view_enabled = True
    inspect_view_fields = ["name", "slug"]
    list_export = ["name", "slug"]


class TopicAdmin(TermAdmin):
    model = Topic
    menu_icon = "tag"
    export_filename = "emner"


class SharedDataGroup(ModelAdminGroup):
    menu_label = _("Shared data")
    menu_icon = "group"
    menu_order = 210
    items = [PersonAdmin, TopicAdmin]
