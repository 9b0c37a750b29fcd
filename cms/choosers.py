from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class PersonChooserViewSet(ChooserViewSet):
    """How an editor finds a person for a page: by name or organisation."""

    model = "cms.Person"
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    edit_item_text = _("Edit this person")
    form_fields = ["name", "title", "organisation", "mail", "phone", "photo"]
    per_page = 20


person_chooser_viewset = PersonChooserViewSet("person_chooser")
