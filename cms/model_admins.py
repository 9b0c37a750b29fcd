"""Persons and topics in the admin, by wagtail-modeladmin."""

from django.contrib.admin.filters import AllValuesFieldListFilter
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from cms.models import Person, Topic


class OrganisationFilter(AllValuesFieldListFilter):
    """The organisations that persons have; none of them is the empty one."""

    def choices(self, changelist):
        return (choice for choice in super().choices(changelist) if choice["display"])


class PersonAdmin(ModelAdmin):
    model = Person
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
