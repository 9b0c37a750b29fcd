"""Marks for "Click to edit": which field or block stands where in a page. They are printed only for
who edits it, see `cms.editing.edit_marks`; what visitors get has no trace of them.
"""

import re

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What comes before the end of the first element's name: text and comments.
_FIRST_NAME = re.compile(r"(?:<!--.*?-->|[^<])*<[a-zA-Z][^\s/>]*", re.DOTALL)
_ATTRIBUTE = " data-edit="


@register.simple_tag(takes_context=True)
def edits(context: Context, name: str | None) -> SafeString:
    """Print the attribute that says what an element shows: `<p{% edits "lede" %}>`. `name` is that
    of a field of the page, or the id of one of its blocks. Nothing if it isn't in the page's form.
    """
    marks = context.get("edit_marks")
    path = marks.paths.get(name) if marks else None
    return format_html('{}"{}"', mark_safe(_ATTRIBUTE), path) if path else mark_safe("")


def marked(context: Context, block_id: str, html: str) -> str:
    """Return a rendered block with the attribute on its first element, unless that is a block
    within it, which has one already.
    """
    mark = edits(context, block_id)
    found = _FIRST_NAME.match(html) if mark else None
    if found is None or html.startswith(_ATTRIBUTE, found.end()):
        return html
    return f"{html[: found.end()]}{mark}{html[found.end() :]}"
