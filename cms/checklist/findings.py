"""What a check finds on a page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, ClassVar

from django.utils.functional import Promise


class Severity(Enum):
    """Whether what is found keeps the page from being published."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """Something that a page lacks. `path` leads to its field or block in the form, as Wagtail's
    content paths do: "lede", "body.<id of the block>.text".
    """

    code: str
    message: str | Promise
    path: str
    severity: Severity

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def field(self) -> str:
        """The field that it is about, or in which the block stands."""
        return self.path.partition(".")[0]

    def as_advice(self) -> "Finding":
        return replace(self, severity=Severity.ADVICE)


class Check:
    """Base of what a type declares in `checks`. A check has a `code` of its own in small letters,
    and yields from `find` what it finds on a page as it stands in the form or in the database.
    """

    code: ClassVar[str]
    severity = Severity.ADVICE

    def find(self, page: Any) -> Iterator[Finding]:
        """Yield what the page lacks."""
        raise NotImplementedError

    def found(self, message: str | Promise, path: str) -> Finding:
        """Return a finding of this check."""
        return Finding(self.code, message, path, self.severity)
