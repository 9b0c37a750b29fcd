"""Kinds of text fields that say what stands in them."""

from typing import Any

from django.db import models


class PagedTextField(models.TextField):
    """The text of several pages, in which form feeds part the pages as in what pdftotext writes. In
    all other texts a form feed becomes a line break.
    """

    def deconstruct(self) -> Any:
        # The column is that of any text, so migrations say nothing else.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
