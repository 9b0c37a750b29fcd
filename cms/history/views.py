"""The history of a page in the admin: what happened, by whom, and which versions have a name."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic.history import ActionColumn
from wagtail.admin.views.pages.history import PageHistoryFilterSet, PageHistoryView
from wagtail.admin.widgets import BooleanRadioSelect

from cms.history.folding import folded, put_along


class VersionColumn(ActionColumn):
    """What happened, the version's name, what can be done with it, and what was saved by itself
    before it.
    """

    cell_template_name = "cms/history/version_cell.html"

    def __init__(self, *args: Any, user_can_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user_can_name = user_can_name

    def get_actions(self, instance: Any, parent_context: Any) -> list[dict[str, str]]:
        """Return Wagtail's and the way to the name; of a version that is deleted, none."""
        if instance.revision is None:
            return []
        actions = super().get_actions(instance, parent_context)
        if actions and self.user_can_name:
            url = reverse("cms_name_version", args=[self.object.pk, instance.revision_id])
            label = _("Change the name") if _name(instance) else _("Name the version")
            actions.append({"url": url, "label": label})
        return actions

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        along = [(each, self.get_actions(each, parent_context)) for each in instance.along]
        is_gone = instance.revision_id and instance.revision is None
        return {
            **context,
            "named": _name(instance),
            "along": along,
            "is_gone": is_gone and instance.content_changed,
        }


class VersionFilterSet(PageHistoryFilterSet):
    """Wagtail's filters, with people in the order of their names, and the versions with a name."""

    is_named = django_filters.BooleanFilter(
        label=gettext_lazy("Named version"), method="narrow_to_named", widget=BooleanRadioSelect
    )

    def narrow_to_named(self, entries: QuerySet, name: str, value: bool | None) -> QuerySet:
        if value is None:
            return entries
        return entries.filter(revision__named__isnull=not value)

    def get_users_queryset(self) -> QuerySet:
        people = super().get_users_queryset()
        return people.order_by("first_name", "last_name", people.model.USERNAME_FIELD)


class HistoryView(PageHistoryView):
    """Wagtail's, with names of versions, and with what was saved by itself folded."""

    filterset_class = VersionFilterSet

    @cached_property
    def columns(self) -> list[Any]:
        wagtails, *others = super().columns
        may = self.object.permissions_for_user(self.request.user)
        version = VersionColumn(
            wagtails.name,
            label=wagtails.label,
            object=self.object,
            url_names=wagtails.url_names,
            user_can_unschedule=wagtails.user_can_unschedule,
            user_can_name=may.can_edit(),
        )
        return [version, *others]

    def get_base_queryset(self) -> QuerySet:
        entries = super().get_base_queryset().select_related("revision__named__named_by")
        return entries.defer("revision__content")

    def get_queryset(self) -> QuerySet:
        self.entries = super().get_queryset()
        return folded(self.entries)

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> Any:
        paginator, page, rows, is_paginated = super().paginate_queryset(queryset, page_size)
        rows = list(rows)
        put_along(self.entries, rows)
        return paginator, page, rows, is_paginated


def _name(entry: Any) -> Any:
    return getattr(entry.revision, "named", None)
