"""What is wrong with a query."""

from collections.abc import Iterable

from wagtail.api.v2.utils import BadRequestError


class NotAllowed(BadRequestError):
    """A parameter, field, type or value that is not among those allowed.

    `message` is in API v2's own words where it has some; `allowed` goes into the problem's
    `detail`, and stands in it as a member of that name.
    """

    def __init__(self, message: str, allowed: Iterable[str]) -> None:
        super().__init__(message)
        self.allowed = list(dict.fromkeys(allowed))

    @property
    def detail(self) -> str:
        return f"{self}. Allowed: {', '.join(self.allowed) or 'none'}"
