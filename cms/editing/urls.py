"""Views of the admin in the place of Wagtail's own at the same addresses; included before them."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.editing.copying import SeenCopyView
from cms.editing.external_link import CompleteExternalLinkView
from cms.editing.new_snippet import create_snippet
from cms.editing.page_chooser import BrowseView, ChosenMultipleView
from cms.editing.unpublishing import UnpublishWithReasonView

urlpatterns = [
    path("choose-page/", BrowseView.as_view(), name="wagtailadmin_choose_page"),
    path(
        "choose-page/<int:parent_page_id>/",
        BrowseView.as_view(),
        name="wagtailadmin_choose_page_child",
    ),
    path(
        "choose-page/chosen-multiple/",
        ChosenMultipleView.as_view(),
        name="wagtailadmin_choose_page_chosen_multiple",
    ),
    path(
        "choose-external-link/",
        CompleteExternalLinkView.as_view(),
        name="wagtailadmin_choose_page_external_link",
    ),
    path("pages/<int:page_id>/copy/", SeenCopyView.as_view()),
    path(
        "pages/<int:page_id>/unpublish/",
        UnpublishWithReasonView.as_view(),
        name="cms_unpublish_page",
    ),
    path("snippets/choose/<str:app_label>/<str:model_name>/create/", create_snippet),
]

# As Wagtail does with its own.
for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
