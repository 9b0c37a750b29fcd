"""How several are chosen: by ticking them. In a native list, one click drops all the others."""

from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple
from wagtail.admin.forms.models import register_form_field_override


def guard() -> None:
    """Let the admin's forms for models show checkboxes for what is related by many to many. May be
    called again.
    """
    override = {"widget": CheckboxSelectMultiple}
    register_form_field_override(ManyToManyField, override=override)
