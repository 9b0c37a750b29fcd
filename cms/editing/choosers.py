"""How an editor finds for a page what pages share. They name models by their labels: blocks, which
models have, ask them for their widgets.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.chooser import CreateView
from wagtail.admin.viewsets.chooser import ChooserViewSet


class _CreateView(CreateView):
    """What makes one for those who may: Wagtail's asks for that only before it shows the form."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.get_creation_form_class():
            raise Http404
        if not self.can_create():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class _Chooser(ChooserViewSet):
    create_view_class = _CreateView


class PersonChooserViewSet(_Chooser):
    """Persons by name or organisation, and a form for a new one."""

    model = "cms.Person"
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    edit_item_text = _("Edit this person")
    creation_form_class = "cms.editing.person_form.PersonForm"
    per_page = 20


class ReusableTextChooserViewSet(_Chooser):
    """Reusable texts by their names and words."""

    model = "cms.ReusableText"
    icon = "copy"
    choose_one_text = _("Choose a reusable text")
    choose_another_text = _("Choose another reusable text")
    edit_item_text = _("Edit this reusable text")
    per_page = 20


#: By the labels of their models.
CHOOSERS = {
    "cms.Person": PersonChooserViewSet("person_chooser"),
    "cms.ReusableText": ReusableTextChooserViewSet("reusable_text_chooser"),
}
