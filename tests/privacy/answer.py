"""What a door answers, as text in which marks are looked for."""

import re
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from django.http import HttpResponse

#: Another one in each answer.
CSRF_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@dataclass(frozen=True)
class Answer:
    """What was asked, with form data, and all that came back: redirects, headers, content."""

    asked: str
    text: str

    @property
    def content(self) -> str:
        """What came back below the headers."""
        return self.text.partition("\n\n")[2]

    @property
    def etag(self) -> str:
        found = re.search(r"^ETag: (.*)$", self.text, re.MULTILINE)
        return found[1] if found else ""

    @property
    def tags(self) -> list[str]:
        """By which caches drop it."""
        found = re.search(r"^Cache-Tag: (.*)$", self.text, re.MULTILINE)
        return found[1].split(",") if found else []

    @cached_property
    def lower(self) -> str:
        """The text in which many marks are looked for, whatever their case."""
        return self.text.lower()

    def shows(self, mark: str) -> bool:
        return mark.lower() in self.lower

    def marks_shown(self, marks: dict[str, str]) -> set[str]:
        """The names of the marks that came back without having been in the question."""
        return {name for name, mark in marks.items() if self.shows(mark) and mark not in self.asked}


def text_of(response: HttpResponse) -> str:
    output = BytesIO()
    output.write(f"{response.status_code}\n".encode())
    for name, value in response.items():
        if name != "Expires":  # the time at which it was asked
            output.write(f"{name}: {value}\n".encode())
    output.write(b"\n")
    if response.streaming:
        output.writelines(response.streaming_content)
    else:
        output.write(response.content)
    # Every byte as one character, so that images can be looked for as well.
    return CSRF_TOKEN.sub("", output.getvalue().decode("latin-1"))
