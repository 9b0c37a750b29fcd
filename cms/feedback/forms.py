from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from cms.feedback.models import LONGEST


class RemarkField(forms.CharField):
    """A text of at most `LONGEST` characters, of which a line break is one. Its widget has no
    `maxlength`, by which a browser would cut what is pasted without a word.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        message = _("Write at most %(limit_value)d characters. There are %(show_value)d now.")
        self.validators.append(MaxLengthValidator(LONGEST, message))

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class RemarkForm(forms.Form):
    """What could be better on a page."""

    text = RemarkField(
        help_text=_(
            "At most 500 characters. Leave out what tells who you are: mail addresses and numbers "
            "of five digits or more are removed. You get no answer."
        ),
        error_messages={"required": _("Write something, or go back to the page.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, is_useful: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label = _("What can be better?") if is_useful else _("What did you lack?")
        if self.is_bound and not self.is_valid():
            field.widget.attrs["autofocus"] = True
