"""Stands in for a plugin whose page type shows something of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from cms.tests import conformity
from cms.tests.pages.models import ArticlePage


@contextmanager
def showing(value: Callable[[ArticlePage], Any]) -> Iterator[None]:
    """Within it, articles have a member `own`, which `value` gives."""
    before = ArticlePage.api_fields
    ArticlePage.own = property(value)
    ArticlePage.api_fields = [*before, "own"]
    conformity.forget()
    try:
        yield
    finally:
        ArticlePage.api_fields = before
        conformity.forget()
        del ArticlePage.own
