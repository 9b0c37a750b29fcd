from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.images.widgets import AdminImageChooser

from cms.models import Person


class PersonForm(WagtailAdminModelForm):
    """A new person, with Wagtail's chooser for the photo: Django's own choice would be among the
    titles of all images, whoever may see them.
    """

    class Meta:
        model = Person
        fields = ["name", "title", "organisation", "mail", "phone", "photo"]
        # Named, because this class may be made before Wagtail has said so for all forms.
        widgets = {"photo": AdminImageChooser}


class PersonChooserViewSet(ChooserViewSet):
    """How an editor finds a person for a page: by name or organisation."""

    model = "cms.Person"
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    edit_item_text = _("Edit this person")
    creation_form_class = PersonForm
    per_page = 20


person_chooser_viewset = PersonChooserViewSet("person_chooser")
