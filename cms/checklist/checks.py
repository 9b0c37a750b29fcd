"""Checks of a page's fields, and of what they refer to."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from cms.checklist.contents import pieces
from cms.checklist.findings import Check, Finding, Severity

#: Names that cameras and programs give files, and addresses: no description of what is seen.
_FILE_NAME = re.compile(r"\.(jpe?g|png|gif|webp|avif|svg|tiff?)$|^(img|dsc|dscn|p)[-_ ]?\d+$", re.I)


class Filled(Check):
    """A field that should not be empty: `Filled("lede")`, `Filled("date", Severity.ERROR)`."""

    def __init__(self, field: str, severity: Severity = Severity.ADVICE) -> None:
        self.field, self.severity = field, severity
        self.code = f"filled_{field}"  # type: ignore[misc]

    def find(self, page: Any) -> Iterator[Finding]:
        column = page._meta.get_field(self.field)
        value = getattr(page, column.attname if column.many_to_one else self.field)
        if not (value.all() if hasattr(value, "all") else value):
            label = capfirst(column.verbose_name)
            yield self.found(_("%(field)s is missing.") % {"field": label}, self.field)


class ImagesDescribed(Check):
    """Every image that isn't decorative says what it shows (WCAG 2.2, 1.1.1)."""

    code = "images_described"
    severity = Severity.ERROR

    def find(self, page: Any) -> Iterator[Finding]:
        shown = [
            (getattr(page, field.name), field.name)
            for field in page._meta.fields
            if field.is_relation and issubclass(field.related_model, AbstractImage)
        ]
        shown += [(piece.value, piece.path) for piece in pieces(page)]
        for image, path in shown:
            if isinstance(image, AbstractImage) and not _is_described(image):
                message = _(
                    "The image “%(title)s” has no alternative text that says what it shows."
                )
                yield self.found(message % {"title": image.title}, path)


class DocumentsTagged(Check):
    """Every PDF that is offered is tagged, as far as it is known (EN 301 549, clause 10)."""

    code = "documents_tagged"

    def find(self, page: Any) -> Iterator[Finding]:
        for piece in pieces(page):
            if isinstance(piece.value, AbstractDocument) and piece.value.tagged is False:
                message = _("The PDF “%(title)s” is not tagged, so screen readers read it badly.")
                yield self.found(message % {"title": piece.value.title}, piece.path)


def _is_described(image: Any) -> bool:
    text = image.description.strip()
    return image.decorative or bool(text and not _FILE_NAME.search(text))
