"""The trash, and deletion at the address where Wagtail deletes pages."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.trash import views
from cms.trash.deleting import PutAwayView

urlpatterns = [
    path("trash/", views.trash, name="cms_trash"),
    path("trash/undo/", views.UndoView.as_view(), name="cms_trash_undo"),
    path("trash/empty/", views.EmptyView.as_view(), name="cms_trash_empty"),
    path("trash/<int:pk>/", views.PutBackView.as_view(), name="cms_trash_put_back"),
    path("trash/<int:pk>/page/", views.SeeView.as_view(), name="cms_trash_see"),
    path("trash/<int:pk>/delete/", views.DeleteForGoodView.as_view(), name="cms_trash_delete"),
    path("pages/<int:page_id>/delete/", PutAwayView.as_view(), name="cms_delete_page"),
]

# As Wagtail does with its own.
for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
