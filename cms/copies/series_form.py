"""What is asked of a series: by which rule its days are proposed, and which of them are meant."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from cms.copies.recurrence import AT_MOST, MONTHS, WEEKS, days_of
from cms.danish.dates import date_text, weekday_text


class RuleForm(forms.Form):
    """On which days a page is to be repeated, and what its copies are called."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("The date of each is put behind it."),
    )
    every = forms.IntegerField(
        label=gettext_lazy("Repeat every"), min_value=1, max_value=52, initial=1
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        choices=[(WEEKS, gettext_lazy("week")), (MONTHS, gettext_lazy("month"))],
        initial=MONTHS,
        help_text=gettext_lazy("Always on the same weekday as now."),
    )
    number = forms.IntegerField(
        label=gettext_lazy("How many"),
        min_value=1,
        max_value=AT_MOST,
        required=False,
        help_text=gettext_lazy("At most %(number)d, besides the one that there is.")
        % {"number": AT_MOST},
    )
    until = forms.DateField(label=gettext_lazy("Or until"), required=False, widget=AdminDateInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not ({"number", "until"} & self.errors.keys()):
            if not given.get("number") and not given.get("until"):
                self.add_error("number", _("Say how many, or until when."))
            elif given.get("number") and given.get("until"):
                self.add_error("until", _("Choose one of the two: how many, or until when."))
        return given

    def days(self, first: date) -> list[date]:
        """Return the days that the rule proposes, the first one being that of the page."""
        given = self.cleaned_data
        return days_of(first, given["every"], given["unit"], given["number"], given["until"])


class DayForm(forms.Form):
    """One day of a series. `shown` is the day that the form was shown with."""

    day = forms.DateField(label=gettext_lazy("Date"), widget=AdminDateInput)
    left_out = forms.BooleanField(label=gettext_lazy("Leave out"), required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def weekday(self) -> str:
        """The weekday of the day, if that is one. Of a form that was checked if it was sent."""
        day = self.cleaned_data.get("day") if self.is_bound else self.initial["day"]
        return weekday_text(day) if day else ""


class _DayFormSet(forms.BaseFormSet):
    def clean(self) -> None:
        if any(self.errors):
            return
        days = self.days()
        if not days:
            raise ValidationError(_("All dates are left out."))
        twice = sorted({day for day in days if days.count(day) > 1})
        if twice:
            message = _("The date %(day)s is there twice.")
            raise ValidationError(message, params={"day": date_text(twice[0])})

    def days(self) -> list[date]:
        """Return the days that are meant, in their order. Of valid forms only."""
        given = [form.cleaned_data for form in self.forms]
        return sorted(each["day"] for each in given if not each["left_out"])

    def is_seen(self) -> bool:
        """Return whether each day has been shown as it is now, with its weekday."""
        given = [form.cleaned_data for form in self.forms]
        return all(each["left_out"] or each["day"].isoformat() == each["shown"] for each in given)


DayFormSet = forms.formset_factory(
    DayForm,
    formset=_DayFormSet,
    extra=0,
    max_num=AT_MOST,
    absolute_max=AT_MOST,
    validate_max=True,
)


def days_shown(days: list[date]) -> forms.BaseFormSet:
    """Return the forms of days, to be looked at."""
    return DayFormSet(
        initial=[{"day": day, "shown": day.isoformat()} for day in days], prefix="days"
    )
