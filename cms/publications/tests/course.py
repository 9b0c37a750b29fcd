"""How far a storm is, counted where all its processes see it."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Course:
    """How far a storm is. It ends after so many acts of its writers and not after some time, which
    on a busy machine may pass before anything has happened.
    """

    folder: Path
    acts: int
    #: The key of a section whose pages somebody copies.
    section: int
    #: Of the API, with which somebody copies what is for members.
    keys: list[str]

    @property
    def notes(self) -> Path:
        """What went wrong."""
        return self.folder / "notes"

    @property
    def consumer(self) -> Path:
        """The consumer as it is at the end."""
        return self.folder / "consumer"

    @property
    def done(self) -> int:
        """How many acts are done."""
        counted = self.folder / "acts"
        return counted.stat().st_size if counted.exists() else 0

    @property
    def is_over(self) -> bool:
        """Whether all acts are done."""
        return self.done >= self.acts

    def count(self) -> None:
        """Count one act: a byte in a file, since a lock could be held by who is killed."""
        counted = os.open(self.folder / "acts", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(counted, b".")
        os.close(counted)

    def note(self, text: str) -> None:
        with self.notes.open("a") as file:
            file.write(text + "\n")
