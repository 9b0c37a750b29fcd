"""Where things are used, also at the addresses where Wagtail says it of pages and files."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.usage import views

urlpatterns = [
    path("used/<str:app_label>/<str:model_name>/<str:pk>/", views.usage, name="cms_usage"),
    path(
        "replace/<str:app_label>/<str:model_name>/<str:pk>/",
        views.replacement,
        name="cms_replacement",
    ),
    path("pages/<int:page_id>/usage/", views.page_usage),
    path("images/usage/<int:image_id>/", views.image_usage),
    path("documents/usage/<int:document_id>/", views.document_usage),
]

# As Wagtail does with its own.
for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
