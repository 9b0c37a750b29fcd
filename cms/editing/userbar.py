"""What Wagtail's user bar has besides on a page."""

from typing import Any

from wagtail.admin.userbar import BaseItem


class ClickToEditItem(BaseItem):
    """A button that shows what may be edited on the page; see `cms.editing.edit_marks`."""

    template_name = "cms/click_to_edit_item.html"

    def render_html(self, parent_context: Any = None) -> str:
        return super().render_html(parent_context) if parent_context.get("edit_marks") else ""
