"""What the front of a section shows of the content types below it."""

from django.http import HttpRequest
from django.utils.text import capfirst

from cms.delivery.published import read
from cms.plugins import content_types
from cms.publications.plans import this_minute
from cms.representations import with_origin


def section_teasers(representation: dict, request: HttpRequest) -> list[dict]:
    """`[{"label", "index", "cards"}]`, one for each type that has something to show below the
    page. `index` links to the page that lists them all (`{"id", "meta", "title"}`), or is None.
    """
    minute, section_id = this_minute(), representation["id"]
    groups = []
    for model in content_types():
        if found := read(model.teasers, model.teaser_count, section_id, minute):
            groups.append(
                {
                    "label": capfirst(str(model._meta.verbose_name_plural)),
                    "index": found[0].page["meta"]["parent"],
                    "cards": [each.card for each in found],
                }
            )
    return with_origin({"groups": groups}, "")["groups"]
