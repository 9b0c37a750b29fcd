"""The forms of the admin's pages about webhooks."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from cms.integrations.models import Subscription
from cms.integrations.narrowing import with_topics
from cms.plugins import content_types
from cms.publications.changes import Cursor, TooOld, changes_since, epoch
from cms.publications.models import Publication

#: How long a secret signs beside the one that takes its place, in hours.
OVERLAPS = [(24, _("for 24 hours more")), (168, _("for 7 days more")), (0, _("no longer"))]


def type_choices() -> list[tuple[str, str]]:
    """Return the content types by label."""
    return [
        (model._meta.label, str(capfirst(model._meta.verbose_name))) for model in content_types()
    ]


def managers() -> QuerySet:
    """Return the accounts that may manage webhooks."""
    return get_user_model().objects.with_perm(
        "integrations.change_subscription",
        is_active=True,
        include_superusers=True,
        backend="django.contrib.auth.backends.ModelBackend",
    )


class OwnerField(forms.ModelChoiceField):
    """An account by its name."""

    def label_from_instance(self, user: Any) -> str:
        return user.get_full_name() or user.get_username()


class SubscriptionForm(WagtailAdminModelForm):
    """What is sent where. An owner whose account may no longer manage webhooks stays, until another
    one is chosen.
    """

    owner = OwnerField(
        queryset=None,
        required=True,
        label=_("Owner"),
        help_text=_("Gets an e-mail when deliveries stop."),
    )
    types = forms.MultipleChoiceField(
        choices=type_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Content types"),
        help_text=_("None chosen means all."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        users = get_user_model().objects
        known = managers() | users.filter(pk=self.instance.owner_id or 0)
        self.fields["owner"].queryset = users.filter(pk__in=known.values("pk")).order_by("pk")
        if self.instance.pk is None:
            self.fields["owner"].initial = self.for_user

    def clean_types(self) -> list[str]:
        # A type whose plugin is away for now is still what was chosen.
        known = {label for label, _name in type_choices()}
        kept = [label for label in self.instance.types if label not in known]
        return sorted({*self.cleaned_data["types"], *kept})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._refuse_what_was_deleted(cleaned)
        labels = {model._meta.label for model in with_topics()}
        without = [
            name
            for label, name in type_choices()
            if label in cleaned.get("types", []) and label not in labels
        ]
        if cleaned.get("topic") and without:
            message = _("These content types have no topics: %(names)s.")
            self.add_error("types", message % {"names": ", ".join(without)})
        return cleaned

    def _refuse_what_was_deleted(self, cleaned: dict[str, Any]) -> None:
        """Refuse a form opened after a deletion: it shows nothing chosen, which would mean all."""
        for name in ("section", "topic"):
            key = getattr(self.instance, f"{name}_id")
            if key and name in cleaned and not cleaned[name]:
                model = Subscription._meta.get_field(name).related_model
                if not model._default_manager.filter(pk=key).exists():
                    self.add_error(
                        name,
                        _(
                            "What was chosen here has been deleted. Choose another, or delete the "
                            "webhook and make a new one."
                        ),
                    )

    def save(self, commit: bool = True) -> Subscription:
        if self.instance.pk is None or not commit:
            return super().save(commit)
        stored = [name for name in self.fields if name in self.cleaned_data]
        if {"types", "section", "topic", "url"} & set(self.changed_data):
            # What is on its way is another post now, and a new address is tried at once.
            self.instance.course += 1
            self.instance.forget_range()
            stored += ["course", "until", "opened_at", "failures", "failing_since", "due_at"]
        # Not where it is in the log, which the process may move meanwhile.
        self.instance.save(update_fields=stored)
        return self.instance


class SecretForm(forms.Form):
    """A new secret in place of the one that there is."""

    overlap = forms.TypedChoiceField(
        choices=OVERLAPS,
        coerce=int,
        initial=24,
        widget=forms.RadioSelect,
        label=_("The former secret signs as well"),
        help_text=_("Until then, put the new secret into the receiver."),
    )


class ReplayForm(forms.Form):
    """A moment from which on all is delivered again."""

    since = forms.DateTimeField(
        widget=AdminDateTimeInput,
        label=_("Deliver again from"),
        help_text=_("Every page that has changed since then is told of again, as it is now."),
    )

    def clean_since(self) -> Cursor:
        """Return the place in the log. Raises `ValidationError` for one that isn't in it."""
        since = self.cleaned_data["since"]
        if since > timezone.now() + timedelta(minutes=1):
            raise forms.ValidationError(_("Choose a time that has passed."))
        later = Publication.objects.filter(at__gte=since).order_by("sequence")
        first = later.values_list("sequence", flat=True).first()
        cursor = Cursor.now() if first is None else Cursor(epoch(), first, 0, first)
        try:
            changes_since(cursor, 1)
        except TooOld as error:
            raise forms.ValidationError(
                _("What was hidden then is no longer known. Choose a later time.")
            ) from error
        return cursor
