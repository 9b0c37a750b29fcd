from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

HEADINGS = {
    "fault": _("Faults"),
    "burden": _("A disproportionate burden"),
    "exempt": _("Content that the law does not cover"),
}


@register.simple_tag
def barriers_by_reason(barriers: list[dict]) -> list[dict]:
    """Return `[{"heading", "blocks"}]`: what is not accessible, by the law's three reasons, as
    far as there is something.
    """
    found = [
        {
            "heading": heading,
            "blocks": [block for block in barriers if block["value"]["reason"] == reason],
        }
        for reason, heading in HEADINGS.items()
    ]
    return [group for group in found if group["blocks"]]


@register.simple_tag
def tasks_within(tasks: list[dict], url: str) -> list[dict]:
    """Return those of the tasks that are done at the page with this URL or below it."""
    return [task for task in tasks if task["url"].startswith(url)]
