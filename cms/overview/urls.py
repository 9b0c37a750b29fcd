"""The lists that the overview shows the beginning of, as far as no other room has them."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.overview.calendar import calendar
from cms.overview.own_pages import OwnPagesView
from cms.overview.review import OlderPagesView

urlpatterns = [
    path("calendar/", calendar, name="cms_calendar"),
    path("reports/own-pages/", OwnPagesView.as_view(), name="cms_own_pages"),
    path(
        "reports/own-pages/results/",
        OwnPagesView.as_view(results_only=True),
        name="cms_own_pages_results",
    ),
    # In the place of Wagtail's, under its name.
    path("reports/aging-pages/", OlderPagesView.as_view()),
    path("reports/aging-pages/results/", OlderPagesView.as_view(results_only=True)),
]

# As Wagtail does with its own.
for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
