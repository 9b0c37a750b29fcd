"""The checklist beside the form: the page as it is written, each time the editor pauses."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.models import Page

from cms.checklist.judging import judged

#: Rules of Wagtail's checker that the page's checks know better, with a way to the field.
_OURS = {"heading-order", "alt-text-quality", "empty-meta-description"}


class ChecklistItem(ContentCheckerItem):
    """Wagtail's content checker, in the editor and on the page, without what the checklist says.

    A page's description for search engines is its lede, which is one of the checks.
    """

    axe_run_only = [rule for rule in ContentCheckerItem.axe_run_only if rule not in _OURS]
    axe_custom_rules = [
        {**rule, "enabled": rule["id"] not in _OURS} for rule in ContentCheckerItem.axe_custom_rules
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "empty-heading": {
            "error_name": _("A heading is empty"),
            "help_text": _("Write it, or remove the block."),
        },
    }


def _understood(form: Any) -> Any:
    """Return what a form with errors says nevertheless: what can't be understood, such as half a
    date, is left as it was. Django gives the page all but what it has several of.
    """
    page, said = form.instance, form.cleaned_data if form.is_bound else {}
    for field in page._meta.many_to_many:
        if field.name in said and isinstance(field, ParentalManyToManyField):
            setattr(page, field.name, said[field.name])
    return page


class _Checked:
    """What a form that was sent lacks, as a list. Nothing is saved, and no preview begun."""

    http_method_names = ("post",)

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        page = form.save(commit=False) if self.validate_form(form) else _understood(form)
        return TemplateResponse(
            request, "cms/checklist/list.html", {"findings": judged(page), "page": page}
        )


class CheckedOnEdit(_Checked, PreviewOnEditView):
    """A page that there is. Raises `PermissionDenied` for who may not edit it."""


class CheckedOnCreate(_Checked, PreviewOnCreateView):
    """A new page. Raises `PermissionDenied` for who may not add it, `Http404` for what is none."""

    @cached_property
    def content_type(self) -> ContentType:
        found = super().content_type
        if not issubclass(found.model_class() or object, Page):
            raise Http404
        return found
