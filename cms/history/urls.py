"""The history of pages at Wagtail's address of it, and the names of versions."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.history.version_names import NameVersionView
from cms.history.views import HistoryView

urlpatterns = [
    path("pages/<int:page_id>/history/", HistoryView.as_view(), name="cms_history"),
    path(
        "pages/<int:page_id>/history/results/",
        HistoryView.as_view(results_only=True),
        name="cms_history_results",
    ),
    path(
        "pages/<int:page_id>/revisions/<int:revision_id>/name/",
        NameVersionView.as_view(),
        name="cms_name_version",
    ),
]

# As Wagtail does with its own.
for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
