"""Wagtail's views for uploading several images at once, with messages where it has none, and with
the creator whom a file names offered as the image's credit.
"""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST
from PIL import Image as PillowImage
from wagtail.images.views import multiple
from wagtail.permissions import policy_registry

from cms.media.creators import creator_of
from cms.media.fields import NOT_STORED
from cms.media.models import Image


@require_POST
def creator(request: HttpRequest) -> JsonResponse:
    """Answer `{"creator"}` of the image file that an editor has chosen, or of its beginning; ""
    where it names none.
    """
    if not policy_registry.get_by_type(Image).user_has_any_permission(
        request.user, ["add", "change"]
    ):
        raise PermissionDenied
    found = ""
    # Any file may be chosen, and decoders answer with many kinds of exceptions; the form has the
    # message for it.
    with suppress(Exception), PillowImage.open(request.FILES["file"]) as opened:
        width, height = opened.size
        if width * height <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            found = creator_of(opened)
    return JsonResponse({"creator": found})


class AddImagesView(multiple.AddView):
    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer a file for which there is no room as Wagtail does one that is no image."""
        try:
            with transaction.atomic():
                return super().post(request)
        except OSError:
            return JsonResponse({"success": False, "error_message": str(NOT_STORED)})

    def get_edit_upload_form_context_data(self) -> dict:
        """Give the form for the rest of the image, with the creator as its credit.

        The form before has checked the file, so it can be opened.
        """
        file = self.request.FILES["files[]"]
        file.seek(0)
        with PillowImage.open(file) as original:
            self.object.credit = creator_of(original)
        return super().get_edit_upload_form_context_data()


class CreateFromUploadedImageView(multiple.CreateFromUploadedImageView):
    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer an image for which there is no room with its form, which can be sent again."""
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except OSError:
            self.form.add_error(None, NOT_STORED)
        urls = (self.edit_upload_url_name, self.delete_upload_url_name)
        edit, delete = (reverse(name, args=[self.upload.pk]) for name in urls)
        context = {"edit_action": edit, "delete_action": delete, "form": self.form}
        html = render_to_string(self.edit_form_template_name, context, request=request)
        return JsonResponse({"success": False, "form": html})

    def save_object(self, form) -> None:
        self.form = form
        super().save_object(form)
