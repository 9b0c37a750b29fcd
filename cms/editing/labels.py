"""Labels of Wagtail's that no catalogue can put into Danish, because they are made of names in its
code, or are missing.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page


def name() -> None:
    """Give Wagtail's forms and lists the labels that they lack. May be called again."""
    LoginForm.base_fields["password"].label = _("Password")
    WorkflowPageForm.base_fields["page"].label = _("Page")
    SearchView.verbose_name = Page._meta.verbose_name
    SearchView.verbose_name_plural = Page._meta.verbose_name_plural
