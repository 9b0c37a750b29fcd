"""The admin's pages of where something is used, and of putting something else in its place."""

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Model
from django.db.models.deletion import DO_NOTHING
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.forms.models import registry
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.editing.seen import sees
from cms.media.models import Document, Image
from cms.usage.places import places_of
from cms.usage.protection import is_protected_model
from cms.usage.replacing import refused_to, replace


def usage(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """Answer where an object is used. Raises `Http404`, and `PermissionDenied` for who may not
    change it.
    """
    instance = _object(app_label, model_name, pk)
    if not may(request.user, "change", instance):
        raise PermissionDenied
    context = {"object": instance, "edit_url": AdminURLFinder(request.user).get_edit_url(instance)}
    return TemplateResponse(request, "cms/usage/usage.html", context)


def page_usage(request: HttpRequest, page_id: int) -> HttpResponse:
    return usage(request, "wagtailcore", "page", str(page_id))


def image_usage(request: HttpRequest, image_id: int) -> HttpResponse:
    return usage(request, *Image._meta.label_lower.split("."), str(image_id))


def document_usage(request: HttpRequest, document_id: int) -> HttpResponse:
    return usage(request, *Document._meta.label_lower.split("."), str(document_id))


class ReplacementForm(forms.Form):
    """What to put in an object's place: another of its kind that the account may choose."""

    def __init__(self, *args: Any, old: Model, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old, self.user = old, user
        model = type(old)
        chooser = (registry.get(ForeignKey(model, on_delete=DO_NOTHING)) or {}).get("widget")
        self.fields["new"] = forms.ModelChoiceField(
            model._default_manager.exclude(pk=old.pk),
            label=_("Put in its place"),
            widget=chooser() if chooser else forms.Select(),
        )

    def clean_new(self) -> Model:
        new = self.cleaned_data["new"]
        if not sees(self.user, new):
            raise forms.ValidationError(_("You may not choose this. Choose something else."))
        return new


def replacement(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """Put another object in the place of this one everywhere, and delete this one; ask for which
    first. Raises `Http404`, and `PermissionDenied` for who may not delete it.
    """
    old = _object(app_label, model_name, pk)
    if not is_protected_model(type(old)):
        raise Http404
    if not may(request.user, "delete", old):
        raise PermissionDenied
    places = places_of([old])
    refused = refused_to(request.user, places)
    form = ReplacementForm(request.POST or None, old=old, user=request.user)
    if request.method == "POST" and not refused and form.is_valid():
        new, name = form.cleaned_data["new"], str(old)
        replace(old, new, places, request.user)
        message = _("“%(new)s” has taken the place of “%(old)s”, which is deleted.")
        messages.success(request, message % {"new": new, "old": name})
        return redirect(AdminURLFinder(request.user).get_edit_url(new) or "wagtailadmin_home")
    context = {
        "object": old,
        "form": form,
        "refused": refused
        and ngettext(
            "It is used in one place that you may not change. Ask somebody who may.",
            "It is used in %(count)s places that you may not change. Ask somebody who may.",
            refused,
        )
        % {"count": refused},
    }
    return TemplateResponse(request, "cms/usage/replacement.html", context)


def may(user: Any, action: str, instance: Model) -> bool:
    """Return whether an account may change or delete an object, by Wagtail's policies."""
    if isinstance(instance, Page):
        return action == "change" and instance.permissions_for_user(user).can_edit()
    policy = policy_registry.get(instance)
    return policy is not None and policy.user_has_permission_for_instance(user, action, instance)


def _object(app_label: str, model_name: str, pk: str) -> Model:
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    if not hasattr(model, "api_fields") and model is not Page:
        raise Http404
    try:
        return get_object_or_404(model, pk=pk)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
