"""Keys in the admin: Wagtail's pages, with what a key opens and until when. Who may manage whose is
Wagtail's to say: an account its own, who may change accounts theirs.
"""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.models import APIToken
from wagtail.users.views import api_tokens as wagtails

from cms.danish.dates import date_text
from cms.editing.seen import sees
from cms.keys.forms import KeyForm, NewKeyForm
from cms.keys.models import KeyScope


def scope_of(token: Any) -> KeyScope | None:
    """Return what a row's key opens besides what is public."""
    return getattr(token, "scope", None)


def standing(token: Any) -> str:
    """Return whether a row's key opens anything now, for people."""
    scope = scope_of(token)
    if token.revoked_at:
        return _("Revoked")
    if scope and scope.expires_at and scope.expires_at <= timezone.now():
        return _("Expired")
    return _("Active") if token.user.is_active else _("Its owner is not active")


def is_valid(token: Any) -> bool:
    """Return whether it does."""
    return standing(token) == _("Active")


def end(token: Any) -> str:
    """Return the day on which a row's key ends."""
    scope = scope_of(token)
    if scope is None or scope.expires_at is None:
        return _("Never")
    return date_text(timezone.localtime(scope.expires_at).date())


class IndexView(wagtails.IndexView):
    """The list, each row with where it opens something and until when."""

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("scope__section")

    @cached_property
    def columns(self) -> list[Column]:
        prefix, _name, user, _created, used, _revoked = super().columns
        title = self._get_title_column_class(TitleColumn)
        return [
            title("name", label=_("Name"), get_url=self.get_edit_url),
            Column("prefix", label=prefix.label),
            user,
            Column("section", label=_("Opens in"), accessor=self._section),
            StatusTagColumn("standing", label=_("State"), accessor=standing, primary=is_valid),
            Column("expires_at", label=_("Expires"), accessor=end),
            used,
        ]

    def _section(self, token: APIToken) -> str:
        scope = scope_of(token)
        if scope is None or scope.section is None:
            return str(_("None"))
        if not sees(self.request.user, scope.section):
            return str(_("Chosen by somebody else; you may not see it"))
        return scope.section.get_admin_display_title()


class CreateView(wagtails.CreateView):
    """A new key; the answer shows it, and nothing does later."""

    def form_valid(self, form: NewKeyForm) -> Any:
        response = super().form_valid(form)
        form.keep(self.object)
        return response


class EditView(wagtails.EditView):
    """What a key is called and opens. Its owner stays."""

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        scope = scope_of(self.object) or KeyScope(token=self.object)
        return kwargs | {"instance": scope, "initial": {"name": self.object.name}}

    def save_instance(self) -> APIToken:
        self.form.keep(self.object)
        return self.object


class KeyViewSet(wagtails.APITokenViewSet):
    menu_order = 901
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView

    def get_form_class(self, for_update: bool = False) -> type[KeyForm]:
        return KeyForm if for_update else NewKeyForm
