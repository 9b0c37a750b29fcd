"""What can be done with a release in the admin, besides choosing its pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.releases.approval import approve, may_go_through, reopen
from cms.releases.forms import UndoForm
from cms.releases.going_out import send_out
from cms.releases.models import Release, ReleasedPage, State
from cms.releases.obstacles import Impossible, obstacles
from cms.releases.previewing import preview
from cms.releases.undoing import has_changed_since, may_be_undone, undo


class ReleaseMixin(PermissionCheckedMixin):
    """A view about one release, for who may change it."""

    model = Release
    permission_required = "change"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(Release, pk=kwargs["pk"])
        self.items = list(self.object.items.select_related("page", "approved"))

    def back(self) -> HttpResponse:
        return redirect(reverse("releases:inspect", args=[self.object.pk]))


class OwnPagesMixin(ReleaseMixin):
    """A view for who may also do all that the release does with its pages."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_go_through(request.user, self.items):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ApproveView(OwnPagesMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if why := self._why_not():
            messages.error(request, why)
            return self.back()
        try:
            approve(self.object, request.user)
        except Impossible as error:
            messages.error(request, str(error))
            return self.back()
        messages.success(request, _("The release is approved."))
        return self.back()

    def _why_not(self) -> str:
        if not self.items:
            return _("Choose its pages first.")
        if self.object.is_overdue:
            return _("Its time has passed. Choose a time to come, or none.")
        if any(list(obstacles(item)) for item in self.items):
            return _("The release can't be approved: see what its pages lack.")
        return ""


class ReopenView(OwnPagesMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reopen(self.object, request.user)
        messages.success(request, _("The release is being prepared again, and does not go out."))
        return self.back()


class SendOutView(OwnPagesMixin, View):
    """Let it go out now, before its time."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            send_out(self.object, request.user)
        except Impossible as error:
            messages.error(request, str(error))
            return self.back()
        messages.success(request, _("The release is out."))
        return self.back()


class UndoView(OwnPagesMixin, WagtailAdminTemplateMixin, FormView):
    """Ask which of the pages that have changed since are meant too, and undo it."""

    template_name = "releases/undo.html"
    page_title = gettext_lazy("Undo the release")
    header_icon = "undo"
    form_class = UndoForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.object.state != State.OUT:
            messages.error(request, _("Only a release that is out can be undone."))
            return self.back()
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("releases:index"), "label": _("Releases")},
            {"url": reverse("releases:inspect", args=[self.object.pk]), "label": str(self.object)},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"changed": self._changed()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"unchanged": self._unchanged()}

    def form_valid(self, form: UndoForm) -> HttpResponse:
        chosen = [*self._unchanged(), *form.cleaned_data.get("pages", [])]
        try:
            undo(self.object, chosen, self.request.user)
        except Impossible as error:
            messages.error(self.request, str(error))
            return self.back()
        messages.success(self.request, _("The release is undone: its pages are what they were."))
        return self.back()

    def _changed(self) -> list[ReleasedPage]:
        return [item for item in self._undoable() if has_changed_since(self.object, item)]

    def _unchanged(self) -> list[ReleasedPage]:
        return [item for item in self._undoable() if not has_changed_since(self.object, item)]

    def _undoable(self) -> list[ReleasedPage]:
        return [item for item in self.items if may_be_undone(item)]


class PreviewView(ReleaseMixin, View):
    """The site as it will be, page by page."""

    http_method_names = ["get"]
    permission_required = "view"

    def get(self, request: HttpRequest, path: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.state in (State.OUT, State.UNDONE):
            return redirect(f"/{path}")
        try:
            return preview(request, self.object, path, request.user)
        except Impossible as error:
            messages.error(request, str(error))
            return self.back()
