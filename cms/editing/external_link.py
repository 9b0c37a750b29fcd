import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.forms.choosers import ExternalLinkChooserForm, URLOrAbsolutePathField
from wagtail.admin.views.chooser import ExternalLinkView

from cms.editing.seen import seen_pages


class AddressField(URLOrAbsolutePathField):
    """Wagtail's, which breaks where no address was sent."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value or "")


class ExternalLinkForm(ExternalLinkChooserForm):
    url = AddressField(label=ExternalLinkChooserForm.base_fields["url"].label)


class CompleteExternalLinkView(ExternalLinkView):
    """Wagtail's dialog for a link to another site, which asks for the address if it is missing. It
    knows the address of one of our pages, but takes one that the account may not see for any other.
    """

    form_class = ExternalLinkForm

    def post(self, request: HttpRequest) -> HttpResponse:
        response = super().post(request)
        told = json.loads(response.content)
        number = (told.get("internal") or told.get("result") or {}).get("id")
        if number is None or seen_pages(request.user).filter(pk=number).exists():
            return response
        return self.render_chosen_response(self.get_result_data())
