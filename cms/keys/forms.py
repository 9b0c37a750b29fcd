"""The forms of the admin's pages about keys."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import APIToken

from cms.keys.models import KeyScope

#: What is proposed; whoever makes a key may choose another end.
LASTING = timedelta(days=365)


class OwnerField(forms.ModelChoiceField):
    """An account by its name."""

    def label_from_instance(self, user: Any) -> str:
        return user.get_full_name() or user.get_username()


class KeyForm(WagtailAdminModelForm):
    """What a key is called, what it opens, and until when."""

    name = forms.CharField(
        max_length=255,
        label=_("Name"),
        help_text=_("Which system uses the token, such as Intranet."),
    )
    field_order = ["name", "user", "section", "opens_restricted", "opens_drafts", "expires_at"]

    class Meta:
        model = KeyScope
        fields = ["section", "opens_restricted", "opens_drafts", "expires_at"]
        # The form has no panels, which would choose it.
        widgets = {"section": AdminPageChooser}
        help_texts = {
            "section": _(
                "The token opens what is chosen below for this page and the pages below it. "
                "Without a page, it opens nothing but what is public."
            ),
            "opens_restricted": _(
                "Published pages for members, as far as the owner may see them. Pages with a "
                "password stay closed."
            ),
            "opens_drafts": _("What is saved and not published, as far as the owner may edit it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expires_at"].required = True

    def clean_expires_at(self) -> Any:
        expires = self.cleaned_data["expires_at"]
        if "expires_at" in self.changed_data and expires <= timezone.now():
            raise ValidationError(_("Choose a time to come. To end a token now, revoke it."))
        return expires

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opens = cleaned.get("opens_restricted") or cleaned.get("opens_drafts")
        if opens and "section" in cleaned and not cleaned["section"]:
            self.add_error("section", _("Choose a page, or let the token open nothing besides."))
        return cleaned

    @transaction.atomic
    def keep(self, token: APIToken) -> None:
        """Store what was chosen of a key."""
        token.name = self.cleaned_data["name"]
        token.save(update_fields=["name"])
        self.instance.token = token
        self.save()


class NewKeyForm(KeyForm):
    """The same, and whose key it is, which is settled for good."""

    user = OwnerField(
        queryset=None,
        label=_("Owner"),
        help_text=_("The token never opens more than this account may see, and ends with it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        owners = kwargs.pop("manageable_users")
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = owners.filter(is_active=True).order_by(
            get_user_model().USERNAME_FIELD
        )
        self.fields["user"].initial = self.for_user
        proposed = timezone.localtime() + LASTING
        self.fields["expires_at"].initial = proposed.replace(second=0, microsecond=0)
