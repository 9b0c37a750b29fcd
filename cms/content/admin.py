"""What a plugin's `wagtail_hooks` imports of the core. A module of its own because Wagtail's admin
can be loaded only when all models are, and models import `cms.content`.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.listing import PageListingMixin

from cms.editing.model_admins import TermAdmin
from cms.editing.seen import seen_pages
from cms.overview.panels import OverviewPanel, Row

_COLUMNS = {column.name: column for column in PageListingMixin.base_columns}
#: Columns that any list of pages in the admin has: to tick a page, its title with what may be done
#: with it, its parent (where a search finds it elsewhere), and whether it is published.
BULK, TITLE = _COLUMNS["bulk_actions"], _COLUMNS["title"]
PARENT = _COLUMNS["parent"]
# A type may have a status of its own.
STATE = PageStatusColumn("state", label=_("Published"), sort_key="live", width="12%")

__all__ = ["BULK", "PARENT", "STATE", "TITLE", "OverviewPanel", "Row", "TermAdmin", "seen_pages"]
