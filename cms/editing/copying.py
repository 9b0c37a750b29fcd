from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.views.generic import FormView
from wagtail.admin.views.pages.copy import CopyView

from cms.absent.admin import refused_copy
from cms.absent.types import orphans
from cms.editing.seen import seen_pages


class SeenCopyView(CopyView):
    """Wagtail's way to copy a page, to a page that the account may see."""

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        form = super().get_form(form_class)
        form.fields["new_parent_page"].queryset = seen_pages(self.request.user)
        return form

    def form_valid(self, form: Form) -> HttpResponse:
        if form.cleaned_data.get("copy_subpages"):
            below = orphans().filter(pk__in=self.page.get_descendants().order_by().values("pk"))
            if count := below.count():
                form.add_error("copy_subpages", refused_copy(count))
                return self.form_invalid(form)
        return super().form_valid(form)

    def post(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        # Wagtail's own looks for the page above before the form has said whether there is one.
        return FormView.post(self, request, page_id, *args, **kwargs)
