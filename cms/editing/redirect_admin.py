"""The admin's forms and import of redirects: Wagtail's, which refuse one that leads in a circle."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import ConfirmImportManagementForm, RedirectForm

from cms.delivery.errors import incomplete_form
from cms.delivery.redirects import is_circle


class AcyclicRedirectForm(RedirectForm):
    """Wagtail's form, which compares a redirect with no other."""

    def _post_clean(self) -> None:
        # Here the instance has been given what the form says, the path as it will be stored.
        super()._post_clean()
        if not self.errors and is_circle(self.instance):
            self.add_error(
                None,
                ValidationError(
                    _("This redirect would lead back to %(path)s. Choose another target."),
                    params={"path": self.instance.old_path},
                ),
            )


# The import has its rows checked by the form of this name, one after the other.
views.RedirectForm = AcyclicRedirectForm


class CreateView(views.CreateView):
    form_class = AcyclicRedirectForm


class EditView(views.EditView):
    form_class = AcyclicRedirectForm


def process_import(request: HttpRequest) -> HttpResponse:
    """Return Wagtail's last step of an import, for a form that says which file it is about."""
    try:
        ConfirmImportManagementForm(request.POST).is_valid()
    except (AttributeError, KeyError):  # so Wagtail's form fails where it is empty or not signed
        return incomplete_form(request)
    return views.process_import(request)


#: In place of three of `wagtail.contrib.redirects.urls`.
urlpatterns = [
    path("redirects/add/", CreateView.as_view()),
    path("redirects/<int:redirect_id>/", EditView.as_view()),
    path("redirects/import/process/", process_import),
]
