"""The list of headings at the beginning of a long page."""

from django import template

from cms.kinds.texts import is_rendered

#: A page of more headings than this begins with a list of them.
MANY_HEADINGS = 4

register = template.Library()


@register.simple_tag
def contents(stream: list[dict]) -> list[dict]:
    """Return the headings of a stream as `{"text", "anchor", "is_below"}` where there are enough of
    them to look for one, else nothing.
    """
    headings = [
        {
            "text": block["value"]["text"],
            "anchor": f"afsnit-{block['id']}",
            "is_below": block["value"]["level"] == "h3",
        }
        for block in stream
        if block["type"] == "heading" and not is_rendered(block["value"])
    ]
    return headings if len(headings) > MANY_HEADINGS else []
