"""The checklist of a page that is being written."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.checklist.approving import CheckedWorkflowActionView
from cms.checklist.panel import CheckedOnCreate, CheckedOnEdit
from cms.checklist.report import IncompletePagesView

urlpatterns = [
    path("checklist/<int:page_id>/", CheckedOnEdit.as_view(), name="cms_checklist"),
    path(
        "checklist/add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
        "<int:parent_page_id>/",
        CheckedOnCreate.as_view(),
        name="cms_checklist_add",
    ),
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        CheckedWorkflowActionView.as_view(),
    ),
    path("reports/incomplete/", IncompletePagesView.as_view(), name="cms_incomplete"),
    path(
        "reports/incomplete/results/",
        IncompletePagesView.as_view(results_only=True),
        name="cms_incomplete_results",
    ),
]

# As Wagtail does with its own.
for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
