"""What was used last, as much of it as fits into so many bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Values by their keys, of `most` bytes together: what was used longest ago makes room. What
    takes more than a tenth of them is not remembered. Threads may share it. `tell` is called with
    the bytes that are kept, after each change.
    """

    def __init__(self, most: int, tell: Callable[[int], None] = lambda octets: None) -> None:
        self.most, self.octets, self._tell = most, 0, tell
        self._kept: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    @property
    def largest(self) -> int:
        """The bytes that one value may take."""
        return self.most // 10

    def get(self, key: Hashable) -> T | None:
        """Return the value of a key, or None."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, key: Hashable, value: T, size: int) -> None:
        """Remember a value that takes `size` bytes, in place of the one that its key had."""
        with self._lock:
            self.octets -= self._kept.pop(key, (value, 0))[1]
            if size > self.largest:
                return
            self._kept[key] = value, size
            self.octets += size
            while self.octets > self.most:
                _key, (_value, freed) = self._kept.popitem(last=False)
                self.octets -= freed
            self._tell(self.octets)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.octets = 0
            self._tell(0)
