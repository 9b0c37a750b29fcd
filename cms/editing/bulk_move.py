from typing import Any

from django.forms import Form
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction

from cms.editing.seen import seen_pages


class SeenMoveBulkAction(MoveBulkAction):
    """Wagtail's way to move many pages, to a page that the account may see."""

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        form = super().get_form(form_class)
        form.fields["chooser"].queryset = seen_pages(self.request.user)
        return form

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        # The chooser would show the title of whatever number it is sent.
        if number := kwargs.get("data", {}).get("chooser"):
            known = number.isdecimal() and seen_pages(self.request.user).filter(pk=number[:9])
            if not (known and known.exists()):
                kwargs["data"] = kwargs["data"].copy()
                del kwargs["data"]["chooser"]
        return kwargs
