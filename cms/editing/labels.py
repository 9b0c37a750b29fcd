"""Labels of Wagtail's that no catalogue can put into Danish, because they are made of names in its
code, or are missing.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.admin.views.pages.search import SearchView
from wagtail.contrib.search_promotions.forms import SearchPromotionsFormSet
from wagtail.models import Page, Site
from wagtail.sites.views import IndexView as SitesView
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm

#: By form and field.
_LABELS = {
    LoginForm: {"password": _("Password")},
    WorkflowPageForm: {"page": _("Page")},
    PagePermissionsForm: {"page": _("Page")},
    AnchorLinkChooserForm: {"url": _("Anchor"), "link_text": _("Link text")},
    EmailLinkChooserForm: {
        "email_address": _("Mail address"),
        "link_text": _("Link text"),
        "subject": _("Subject of the mail"),
        "body": _("Text of the mail"),
    },
    ExternalLinkChooserForm: {"link_text": _("Link text")},
    RoleForm: {"role": _("Role")},
    SearchPromotionsFormSet.form: {"external_link_text": _("Text of the link")},
    PhoneLinkChooserForm: {"phone_number": _("Phone number"), "link_text": _("Link text")},
}


def name() -> None:
    """Give Wagtail's forms and lists the labels that they lack. May be called again."""
    for form, labels in _LABELS.items():
        for field, label in labels.items():
            form.base_fields[field].label = label
    for column in SitesView.columns:
        if column.name in ("site_name", "root_page"):
            column.label = capfirst(Site._meta.get_field(column.name).verbose_name)
    SearchView.verbose_name = Page._meta.verbose_name
    SearchView.verbose_name_plural = Page._meta.verbose_name_plural
