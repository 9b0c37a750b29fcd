"""Giving a version of a page a name, by which it is found again, and never purged."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.models import Page, Revision

from cms.models import NamedVersion


class NameForm(forms.ModelForm):
    """The name of a version; an empty one takes the name off."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("For example “Before the hearing”. Empty: the version has no name."),
        max_length=NamedVersion._meta.get_field("name").max_length,
        required=False,
    )

    class Meta:
        model = NamedVersion
        fields = ["name"]


class NameVersionView(View):
    """The form. Raises `Http404` where the page has no such version, and `PermissionDenied` for
    who may not edit the page.
    """

    http_method_names = ["get", "post"]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        versions = Revision.objects.for_instance(self.page).defer("content")
        self.version = get_object_or_404(versions, pk=kwargs["revision_id"])
        self.named = NamedVersion.objects.filter(revision=self.version).first()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._ask(NameForm(instance=self.named))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = NameForm(request.POST, instance=self.named)
        if not form.is_valid():
            return self._ask(form)
        name = form.cleaned_data["name"]
        if name:
            named = {"page": self.page, "name": name, "named_by": request.user}
            NamedVersion.objects.update_or_create(revision=self.version, defaults=named)
            messages.success(
                request,
                _("The version is called “%(name)s”, and is kept.") % {"name": name},
            )
        elif self.named is not None:
            self.named.delete()
            messages.success(request, _("The version has no name any more."))
        return redirect("wagtailadmin_pages:history", self.page.pk)

    def _ask(self, form: NameForm) -> HttpResponse:
        context = {"page": self.page, "version": self.version, "form": form}
        return TemplateResponse(self.request, "cms/history/name.html", context)
