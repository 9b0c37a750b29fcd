"""The choice among page types in the place of Wagtail's own at the same address."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.copies.template_views import AddPageView

urlpatterns = [path("pages/<int:parent_page_id>/add_subpage/", AddPageView.as_view())]

# As Wagtail does with its own.
for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
