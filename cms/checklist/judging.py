"""What all checks of a page's type find, and what of it keeps the page from being published."""

from collections.abc import Iterable
from typing import Any

from cms.checklist.findings import Finding


def findings(page: Any) -> list[Finding]:
    """Return what the page lacks as it stands, errors first, as its type declares it."""
    found = [each for check in getattr(page, "checks", []) for each in check.find(page)]
    return _errors_first(found)


def judged(page: Any) -> list[Finding]:
    """Return what the page lacks as it stands in a form or a draft. An error that the live page has
    already is advice, so that an old page can be corrected.
    """
    found = findings(page)
    if not any(each.is_error for each in found):
        return found
    known = _of_the_live_page(page)
    return _errors_first(
        each.as_advice() if (each.code, each.path) in known else each for each in found
    )


def _errors_first(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda each: not each.is_error)


def _of_the_live_page(page: Any) -> set[tuple[str, str]]:
    live = type(page)._default_manager.filter(pk=page.pk, live=True).first() if page.pk else None
    return {(each.code, each.path) for each in findings(live)} if live else set()
