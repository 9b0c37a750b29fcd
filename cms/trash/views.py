"""The trash in the admin: what lies in it, and how it comes back or goes for good."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from cms.absent.deletion import StillReferredTo
from cms.editing.seen import seen_pages
from cms.models import TrashedPage
from cms.trash.lying import Lying, address_of, lying_for, tell_put_back
from cms.trash.moving import delete_for_good, free_slug, put_back
from cms.trash.permissions import may_delete_for_good

PAGE_SIZE = 50
_MOST_UNDONE = 100


def in_the_trash(user: Any, **narrowed: Any) -> list[Lying]:
    """Return what lies in the trash and the account may put back, what was deleted last first."""
    entries = TrashedPage.objects.filter(**narrowed).select_related("page", "deleted_by")
    return lying_for(user, entries.order_by("-deleted_at", "-pk"))


def trash(request: HttpRequest) -> HttpResponse:
    """List what lies in the trash. Raises `PermissionDenied` for who may do nothing with pages."""
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied
    lying = in_the_trash(request.user)
    context = {
        "page_obj": Paginator(lying, PAGE_SIZE).get_page(request.GET.get("p")),
        "may_delete": may_delete_for_good(request.user),
    }
    return TemplateResponse(request, "cms/trash/list.html", context)


class PlaceForm(forms.Form):
    """Where to put a page whose place is gone: below a page that the account may see, where it may
    make pages, and where such a page may lie.
    """

    place = forms.ModelChoiceField(
        Page.objects.none(), label=gettext_lazy("Put it below"), widget=AdminPageChooser
    )

    def __init__(self, *args: Any, page: Page, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.user = page, user
        self.fields["place"].queryset = seen_pages(user)  # type: ignore[attr-defined]

    def clean_place(self) -> Page:
        place = self.cleaned_data["place"]
        allowed = place.permissions_for_user(self.user).can_add_subpage()
        if not (allowed and self.page.specific.can_move_to(place)):
            raise forms.ValidationError(
                _("It can't lie there. Choose a page below which you may make such pages.")
            )
        return place


class _OfOne(View):
    """What is done with one page in the trash. Raises `Http404` for who may not put it back."""

    http_method_names = ["get", "post"]
    template_name = ""
    lying: Lying

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        found = in_the_trash(request.user, pk=kwargs["pk"])
        if not found:
            raise Http404
        [self.lying] = found
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.answer(request)

    def answer(self, request: HttpRequest, **more: Any) -> HttpResponse:
        page = self.lying.entry.page
        context = {"lying": self.lying, "below": page.get_descendant_count(), **more}
        return TemplateResponse(request, self.template_name, context)


class SeeView(_OfOne):
    """Show a page in the trash as it would come back: its draft, if it has one."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.lying.can_be_shown:
            raise Http404
        page = self.lying.entry.page.get_latest_revision_as_object()
        return page.make_preview_request(request, page.default_preview_mode)


class PutBackView(_OfOne):
    """Put a page back where it lay; if that is gone, where the account chooses."""

    template_name = "cms/trash/put_back.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._ask(request, self._form(None))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, place = self._form(request.POST), self.lying.place
        if form is not None:
            if not form.is_valid():
                return self._ask(request, form)
            place = form.cleaned_data["place"]
        page = _put_back(request, self.lying.entry, place)
        return redirect("wagtailadmin_explore", page.get_parent().pk)

    def _form(self, data: Any) -> PlaceForm | None:
        if self.lying.place is not None:
            return None
        return PlaceForm(data, page=self.lying.entry.page, user=self.request.user)

    def _ask(self, request: HttpRequest, form: PlaceForm | None) -> HttpResponse:
        page, place = self.lying.entry.page, self.lying.place
        numbered = ""
        if place is not None and (slug := free_slug(page.slug, place)) != page.slug:
            numbered = address_of(f"{place.url_path}{slug}/")
        return self.answer(request, form=form, numbered=numbered)


@method_decorator(require_POST, name="dispatch")
class UndoView(View):
    """Put the pages back that were deleted just now, `id` in the form, where they lay."""

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = [each for each in request.POST.getlist("id") if each.isdecimal()][:_MOST_UNDONE]
        back = []
        # What was deleted last first, since a page may have been deleted before the one above it.
        for each in in_the_trash(request.user, pk__in=[key[:9] for key in keys]):
            [now] = in_the_trash(request.user, pk=each.entry.pk) or [each]
            if now.place is not None:
                back.append(_put_back(request, now.entry, now.place))
        if len(back) == len(keys) == 1:
            return redirect("wagtailadmin_explore", back[0].get_parent().pk)
        if len(back) < len(keys):
            messages.warning(request, _("Not everything could be put back: it is here, or gone."))
        return redirect("cms_trash")


class _ForGood(View):
    """What deletes for good. Raises `PermissionDenied` for who may not."""

    http_method_names = ["get", "post"]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_delete_for_good(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DeleteForGoodView(_ForGood, _OfOne):
    """Delete a page in the trash at once."""

    template_name = "cms/trash/delete.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        title = self.lying.title
        try:
            delete_for_good(self.lying.entry, request.user)
        except StillReferredTo:
            raise  # told by `cms.absent`
        except (ProtectedError, RestrictedError) as error:
            messages.error(request, _("It is still needed by: %(by)s") % {"by": needed_by(error)})
        else:
            messages.success(request, _("“%(title)s” is deleted for good.") % {"title": title})
        return redirect("cms_trash")


class EmptyView(_ForGood):
    """Delete all in the trash that the account may put back."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"count": len(in_the_trash(request.user))}
        return TemplateResponse(request, "cms/trash/empty.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        gone, left = 0, []
        for each in in_the_trash(request.user):
            title = each.title
            try:
                delete_for_good(each.entry, request.user)
                gone += 1
            except (ProtectedError, RestrictedError):
                left.append(title)
        if gone:
            told = ngettext(
                "%(count)s page is deleted for good.", "%(count)s pages are deleted for good.", gone
            )
            messages.success(request, told % {"count": gone})
        if left:
            told = _("Something else still needs %(titles)s.")
            messages.error(request, told % {"titles": ", ".join(f"»{each}«" for each in left)})
        return redirect("cms_trash")


def _put_back(request: HttpRequest, entry: TrashedPage, place: Page | None) -> Page:
    assert place is not None
    slug = entry.page.slug
    page = put_back(entry, place, request.user)
    tell_put_back(request, page, entry, slug)
    return page


def needed_by(error: ProtectedError | RestrictedError) -> str:
    """Return the names of what keeps something from deletion."""
    objects: set[Model] = getattr(error, "protected_objects", None) or getattr(
        error, "restricted_objects", set()
    )
    return ", ".join(sorted({str(each) for each in objects}))
