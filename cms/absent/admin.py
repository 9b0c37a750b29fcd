"""Pages of absent types in the admin: what they are is said where one is opened, and what can be
done without their code can be done.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from cms.absent.deletion import StillReferredTo
from cms.absent.types import is_absent, is_orphan
from cms.editing.seen import seen_pages, sees

#: Views of a page that need nothing of its type.
_WITHOUT_CODE = {
    *("wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_choose_page_child"),
    *("cms_delete_page", "cms_unpublish_page", "move", "move_confirm", "usage", "usage_results"),
    *("cms_history", "cms_history_results", "set_privacy", "set_page_position"),
}
#: Arguments of the admin's addresses: pages, and an app with a model.
PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "parent_page_id")
_MODELS = [
    ("content_type_app_name", "content_type_model_name"),
    ("app_label", "model_name"),
    ("app_name", "model_name"),
]
_NAMED = 3


class AbsentTypesMiddleware:
    """Answer for the views of the admin that would need the code of a page that has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Return the notice in the view's place; None: Django calls the view. Raises `Http404` for
        a list of what is of an absent type.
        """
        match = request.resolver_match
        if match is None or not match.route.startswith("admin/"):
            return None
        for app, model in _MODELS:
            if app in kwargs and model in kwargs and _names_absent(kwargs[app], kwargs[model]):
                raise Http404
        if match.url_name in _WITHOUT_CODE:
            return None
        keys = [kwargs[name] for name in PAGE_ARGUMENTS if name in kwargs]
        for page in Page.objects.filter(pk__in=keys) if keys else []:
            if is_orphan(page):
                return orphan(request, page=page)
        return None


def _names_absent(app: str, model: str) -> bool:
    found = ContentType.objects.filter(app_label=app, model=model.lower()).first()
    return found is not None and is_absent(found)


# As Wagtail does with its own: another Cache-Control would tell outsiders of the page.
@never_cache
@require_admin_access
def orphan(request: HttpRequest, page: Page) -> HttpResponse:
    """Say that the page's plugin isn't there, and offer what can be done without it. 409 for what
    would have changed the page. Raises `PermissionDenied` where Wagtail would.
    """
    if not sees(request.user, page):
        raise PermissionDenied
    allowed = page.permissions_for_user(request.user)
    type_ = page.cached_content_type
    context = {
        "page": page,
        "type": f"{type_.app_label}.{type_.model}",
        "can_delete": allowed.can_delete(),
        "can_move": allowed.can_move(),
    }
    status = HTTPStatus.OK if request.method in ("GET", "HEAD") else HTTPStatus.CONFLICT
    return TemplateResponse(request, "cms/absent/page.html", context, status=status)


def refused_deletion(request: HttpRequest, error: StillReferredTo) -> HttpResponse:
    """Send back to where something was to be deleted, with what still refers to it: the pages'
    titles, as far as the account may see them, or their number.
    """
    seen = seen_pages(request.user)
    told = []
    for name, keys in sorted(error.uses.items()):
        of = f"{len(keys)} × {name}"
        titles = (
            seen.filter(pk__in=error.pages & keys).order_by("pk").values_list("title", flat=True)
        )
        if named := [f"»{title}«" for title in titles[:_NAMED]]:
            more = ["…"] if len(keys) > len(named) else []
            of += f" ({', '.join(named + more)})"
        told.append(of)
    messages.error(
        request,
        _(
            "Nothing has been deleted: it is still used by %(uses)s, whose plugin is disabled or "
            "uninstalled. Delete these first, or switch the plugin on again."
        )
        % {"uses": ", ".join(told)},
    )
    return redirect(request.get_full_path())


def refused_copy(count: int) -> str:
    """Return why pages can't be copied together with those of absent types below them."""
    return ngettext(
        "%(count)s of the subpages can't be copied, because its plugin is disabled or uninstalled. "
        "Switch it on again, or copy the page alone.",
        "%(count)s of the subpages can't be copied, because their plugin is disabled or "
        "uninstalled. Switch it on again, or copy the page alone.",
        count,
    ) % {"count": count}
