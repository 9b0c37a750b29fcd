"""Persons, topics and reusable texts in the admin, by wagtail-modeladmin."""

from typing import Any

from django.contrib.admin.filters import AllValuesFieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import ReferenceIndex
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import DeleteView, IndexView

from cms.models import Person, ReusableText, Topic
from cms.usage.places import is_kept


class ListView(IndexView):
    """A list that shows all of it, and says so, if the address chooses by what it doesn't have."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            message = _("The list cannot be narrowed that way. All of it is shown.")
            messages.warning(request, message)
            return redirect(request.path)


class GuardedDeleteView(DeleteView):
    """What something live shows is not deleted: where that is, the page says."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_kept(self.instance):
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)


class SharedAdmin(ModelAdmin):
    """Base of the lists of what pages share."""

    index_view_class = ListView
    delete_view_class = GuardedDeleteView
    inspect_view_enabled = True


class CountedAdmin(SharedAdmin):
    """Base of the lists that say how much each object is used."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        used = ReferenceIndex.usage_count_subquery(self.model)
        return super().get_queryset(request).annotate(used=used)

    def uses(self, instance: Any) -> int:
        """Return in how many pages it is named, drafts of live ones left out."""
        return instance.used

    uses.short_description = _("Used")  # type: ignore[attr-defined]
    uses.admin_order_field = "used"  # type: ignore[attr-defined]


class OrganisationFilter(AllValuesFieldListFilter):
    """The organisations that persons have; none of them is the empty one."""

    def choices(self, changelist):
        return (choice for choice in super().choices(changelist) if choice["display"])


class PersonAdmin(CountedAdmin):
    model = Person
    empty_value_display = ""
    menu_icon = "user"
    list_display = ["name", "title", "organisation", "uses"]
    list_filter = [("organisation", OrganisationFilter)]
    search_fields = ["name", "title", "organisation", "mail"]
    inspect_view_fields = ["name", "title", "organisation", "mail", "phone", "photo", "bio"]
    list_export = ["name", "title", "organisation", "mail", "phone"]
    export_filename = "personer"


class TermAdmin(SharedAdmin):
    """Base of the lists of words that pages are filed under."""

    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    inspect_view_fields = ["name", "slug"]
    list_export = ["name", "slug"]


class TopicAdmin(TermAdmin):
    model = Topic
    menu_icon = "tag"
    export_filename = "emner"


class ReusableTextAdmin(CountedAdmin):
    model = ReusableText
    menu_icon = "copy"
    list_display = ["name", "uses"]
    search_fields = ["name", "text"]
    inspect_view_fields = ["name", "text"]
    list_export = ["name", "text"]
    export_filename = "genbrugstekster"


class SharedDataGroup(ModelAdminGroup):
    menu_label = _("Shared data")
    menu_icon = "group"
    menu_order = 210
    items = [PersonAdmin, TopicAdmin, ReusableTextAdmin]
