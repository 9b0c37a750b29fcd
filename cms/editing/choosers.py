"""How an editor finds a person for a page. It names models by their labels: blocks, which models
have, ask it for their widget.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class PersonChooserViewSet(ChooserViewSet):
    """Persons by name or organisation, and a form for a new one."""

    model = "cms.Person"
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    edit_item_text = _("Edit this person")
    creation_form_class = "cms.editing.person_form.PersonForm"
    per_page = 20


person_chooser_viewset = PersonChooserViewSet("person_chooser")
