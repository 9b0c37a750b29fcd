from wagtail.admin.forms import WagtailAdminModelForm
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
