"""What is wrong with a query. Each has a `message` in API v2's own words, where it has some, and a
`detail` that says more.
"""

from collections.abc import Iterable

from wagtail.api.v2.utils import BadRequestError


class NotAllowed(BadRequestError):
    """A parameter, field, type or value that is not among those allowed.

    `allowed` goes into the problem's `detail`, and stands in it as a member of that name.
    """

    def __init__(self, message: str, allowed: Iterable[str]) -> None:
        super().__init__(message)
        self.members = {"allowed": list(dict.fromkeys(allowed))}
        self.detail = f"{message}. Allowed: {', '.join(self.members['allowed']) or 'none'}"


class NullCharacter(BadRequestError):
    """A parameter with a character that PostgreSQL's texts can't hold."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"field filter error. null characters are not allowed for {name}")
        self.members: dict = {}
        self.detail = f"null characters are not allowed: {name}={value!r}"
