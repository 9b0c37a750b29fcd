from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.permissions import policy_registry

from cms.editing.chosen import account
from cms.models import Person


class PersonForm(WagtailAdminModelForm):
    """A new person, with a photo that is uploaded along. A chooser of images would take the place
    of the dialog in which the person is made, with all that is written there.
    """

    portrait = forms.FileField(
        label=gettext_lazy("Photo"),
        required=False,
        help_text=gettext_lazy(
            "A picture of the person. One that is here already is chosen in the person's own form."
        ),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

    class Meta:
        model = Person
        fields = ["name", "title", "organisation", "mail", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uploader = self.for_user or account()
        policy = policy_registry.get_by_type(get_image_model())
        if self.uploader is None or not policy.user_has_permission(self.uploader, "add"):
            del self.fields["portrait"]

    def _post_clean(self) -> None:
        super()._post_clean()
        file = self.cleaned_data.get("portrait")
        if file is None or self.errors:
            return
        # Last, since an image form stores its file once all is well.
        self.image_form = self._image_form(file)
        for messages in self.image_form.errors.values():
            self.add_error("portrait", messages)

    def _image_form(self, file: Any) -> forms.ModelForm:
        """Return the form of an upload to the first of the collections that the account may
        add to.
        """
        model, name = get_image_model(), self.cleaned_data["name"]
        described = {"title": name, "description": _("Portrait of %(name)s") % {"name": name}}
        form = get_image_form(model)(
            described, {"file": file}, user=self.uploader, instance=model()
        )
        form.instance.uploaded_by_user = self.uploader
        form.data |= {"collection": form.collections[0].pk}
        return form

    def save(self, commit: bool = True) -> Person:
        if hasattr(self, "image_form"):
            self.instance.photo = self.image_form.save()
        return super().save(commit)
